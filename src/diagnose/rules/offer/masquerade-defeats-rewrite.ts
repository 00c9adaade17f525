import { fixFor } from '../../wording/remedies.js';
import { addressOf } from '../../../net.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';

/**
 * The server already announces the outside address; who inspects looks for the inside one, and the expectation gets
 * the outside address as its target, or is not made. Known of Linux, not of FortiOS: a possibility. Only WAD prints
 * an offer that is certainly not rewritten yet.
 */
export const masqueradeDefeatsRewrite: Rule = {
  code: 'MASQUERADE_DEFEATS_REWRITE',
  stage: 'expectation',
  verdict: 'failed',
  judge: (it) => {
    const { offer, control, expectation } = it;
    if (control?.server == null || control.mappedServer === null || it.opened) return null;
    if (!it.passive || offer.offered?.capture.source !== 'wad') return null;
    const [outside, inside] = [addressOf(control.server), addressOf(control.mappedServer)];
    if (outside === inside || addressOf(offer.endpoint) !== outside) return null;
    if (expectation?.mapped != null && addressOf(expectation.mapped) === inside) return null;
    const failing = failingLine(it) ?? it.far?.reset ?? null;
    if (failing === null) return null;
    const target =
      expectation === null
        ? 'there is no expectation session'
        : `the expectation session is for ${expectation.mapped ?? expectation.destination}`;
    return {
      message: `Possibly the server’s own masquerading defeats the inspection: it announces ${outside}, the address of the VIP, and ${target}, not for ${inside}.`,
      evidence: [failing, offer.offered, expectation?.opened, it.syn],
      confidence: 'possible',
      fix: fixFor('MASQUERADE_DEFEATS_REWRITE', it, true),
    };
  },
};
