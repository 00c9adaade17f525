import { fixFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { unitReset } from '../../facts/firewall-reset.js';

/** The unit reset both sides by itself. IPS and application control do so; a proxy may have other reasons. */
export const ipsBlock: Rule = {
  code: 'IPS_BLOCK',
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const resets = unitReset(it);
    if (resets === null) return null;
    return {
      message: `The unit itself reset the data connection of ${offerName(it)} to both sides, and neither end had: ${it.proxied ? 'possibly' : 'most likely'} IPS or application control.`,
      evidence: [...resets, it.far?.opened, it.offer.offered],
      confidence: it.proxied ? 'possible' : 'likely',
      fix: fixFor('IPS_BLOCK', it, true),
      next: ['execute log filter category 4', 'execute log display'],
    };
  },
};
