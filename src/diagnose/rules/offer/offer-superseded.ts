import { deniedAfterFreed } from '../../facts/final-denial.js';
import { noSyn } from '../../facts/unused-offer.js';
import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { inClient } from '../../wording/steps.js';

/** A second PASV before the data connection: the proxy frees the earlier expectation. */
export const offerSuperseded: Rule = {
  code: 'OFFER_SUPERSEDED',
  stage: 'syn',
  verdict: 'unused',
  grade: 'B',
  title: 'a newer offer replaced this one',
  mechanism:
    'The client asked again before it had used the first offer. Only the last one counts; the proxy frees the older expectation.',
  evidence: '“exp_free … exp=0x…” and then a new listener; a SYN to the older port finds nothing.',
  neighbours: {
    OFFER_ABANDONED: 'no line shows that it was freed',
    EXPECTATION_USED_TWICE: 'one offer, two connections',
  },
  steps: withNames(() => [
    inClient('Dial the last offer; fewer parallel transfers in its settings hide the fault'),
  ]),
  source: 'Fortinet KB 189531 (exp_free)',

  judge: (it) => {
    const { expectationFreed: freed, next } = it.offer;
    // A word about a transfer shows that somebody wanted it, and only a source that would have shown a SYN that none came.
    if (freed === null || it.opened || it.hit !== null || it.replies.wanted !== null) return null;
    const nobodyDialled = it.denied.length === 0 && noSyn(it, next?.offered ?? freed) !== null;
    if (!nobodyDialled && !deniedAfterFreed(it)) return null;
    return {
      message: `A later offer took the place of ${offerName(it)} before anybody used it, and the proxy freed its pinhole.`,
      evidence: [freed, it.offer.offered, next?.offered, ...it.denied.map(({ drop }) => drop.moment)],
      lacks: 'an earlier SYN',
    };
  },
};
