import { messageOf } from '../../correlate/prints.js';
import { dataLegs } from '../data-tls.js';
import { fixFor } from '../fixes.js';
import type { Remark } from '../remark.js';

/** The flow trace says that the unit tried to hand this connection to the network processor, and no byte was seen. */
export const npuOffloadHidesPackets: Remark = {
  code: 'NPU_OFFLOAD_HIDES_PACKETS',
  judge: (it) => {
    const legs = dataLegs(it);
    const carried = legs.some((leg) => leg.initiatorData.length + leg.responderData.length > 0);
    if (carried || legs.every(({ synAcks }) => synAcks.length === 0)) return null;
    const tried = legs
      .flatMap(({ traces }) => traces)
      .map((trace) => messageOf(trace, 'flow-message', ({ text }) => /^Trying to offload/i.test(text)))
      .find((message) => message !== undefined);
    if (tried === undefined) return null;
    return {
      message:
        'The unit tried to hand the data connection to its network processor: from then on neither sniffer nor flow trace shows its packets.',
      evidence: [tried.moment],
      confidence: 'possible',
      fix: fixFor('NPU_OFFLOAD_HIDES_PACKETS', it.control),
    };
  },
};
