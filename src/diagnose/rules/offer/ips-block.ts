import { stepsFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { unitReset } from '../../facts/firewall-reset.js';
import { withNames, entryFor } from '../../wording/named-steps.js';
import { change } from '../../wording/steps.js';

/**
 * The unit itself reset both sides, or the one that sent the data. IPS and application control do that; a proxy may have
 * other reasons.
 */
export const ipsBlock: Rule = {
  code: 'IPS_BLOCK',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'B',
  title: 'IPS or application control cut it',
  mechanism: 'A signature or an application rule matched, and the unit dropped or reset the connection.',
  evidence:
    'An IPS or application log for it, or resets after payload, to both sides or to its sender, none of which came in from an end.',
  neighbours: {
    DATA_CONNECTION_RESET: 'the reset came in from one of the ends',
    AV_BLOCK: 'the file was the reason, and the control channel says so',
  },
  steps: withNames((names) => [
    change(
      'Exempt the signature that the log names, for this server',
      '# It then no longer protects it.',
      entryFor(
        names,
        'ips sensor',
        '"<ips-sensor>"',
        'config entries',
        '    edit <entry-of-the-signature>',
        '        set action pass',
        '    next',
        'end',
      ),
    ),
  ]),
  source: 'Fortinet KB 407206',

  judge: (it) => {
    const reset = unitReset(it);
    if (reset === null) return null;
    const { resets, towards } = reset;
    const sender = (towards === 'initiator') === it.passive ? 'client' : 'server';
    const how =
      towards === 'both'
        ? 'to both sides, and neither end had'
        : `in answer to data of the ${sender}, which it did not pass on`;
    return {
      message: `The unit itself reset the data connection of ${offerName(it)} ${how}: ${it.proxied ? 'possibly' : 'most likely'} IPS or application control.`,
      evidence: [...resets, it.far?.opened, it.offer.offered],
      confidence: it.proxied ? 'possible' : 'likely',
      steps: stepsFor(ipsBlock.steps, it, true),
      next: ['execute log filter category 4', 'execute log display'],
    };
  },
};
