import { unresolvedFar } from '../../facts/unanswered-arp.js';
import type { Rule } from '../../rule.js';
import { dialler } from '../../wording/sentences.js';
import { farEnd, dialledEnd } from '../../facts/dialling.js';
import { arpUnresolvedCause } from '../shared/arp-unresolved.js';

/** The SYN was let in and never left, while the unit asked in vain for the hardware address of the next hop. */
export const arpUnresolved: Rule = {
  ...arpUnresolvedCause,
  judge: (it) => {
    const found = unresolvedFar(it);
    if (found === null) return null;
    return {
      message: `The unit let ${dialler(it)} in at ${dialledEnd(it)} and could send nothing on to ${farEnd(it)}: it asked for ${found.host} by ARP and nobody answered.`,
      evidence: [...found.prints.slice(0, 3), it.syn, it.hit?.moment, it.offer.offered],
      lacks: 'the answer',
      confidence: 'likely',
    };
  },
};
