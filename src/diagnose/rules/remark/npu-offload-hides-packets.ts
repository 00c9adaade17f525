import { hasCarried, messageOf } from '../../../correlate/model/leg-queries.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { goesOn } from '../../observations/capture-coverage.js';
import { dataLegs } from '../../facts/data-tls.js';
import type { Confidence } from '../../../document.js';
import { stepsFor } from '../../wording/remedies.js';
import type { Remark } from '../../remark.js';
import { policyFor, policyIn, withNames } from '../../wording/named-steps.js';
import { FIRST_BYTE_WITHIN } from '../../limits.js';
import { change } from '../../wording/steps.js';

/**
 * The data connection opened, and then not a byte of it was seen. A session list, the flow trace, or the server's
 * reply that the transfer is complete show that it went on in the network processor.
 */
export const npuOffloadHidesPackets: Remark = {
  code: 'NPU_OFFLOAD_HIDES_PACKETS',
  stage: 'transfer',
  verdict: 'inconclusive',
  grade: 'A',
  title: 'packets passed in hardware, unseen',
  mechanism:
    'Sniffer and flow trace see only what the CPU handles. Once a network processor takes a session over, its packets are shown no more, although they flow.',
  evidence:
    'The handshake and then nothing, while the session’s counters grow or 226 comes; offload=8/8 or the like in its npu info.',
  neighbours: {
    CAPTURE_FILTER_TOO_NARROW: 'not even the handshake is there',
    MTU_BLACKHOLE: 'no_ofld_reason is filled: the CPU saw it all, and packets really stop',
  },
  steps: withNames((names) => [
    change(
      `No offload for ${policyIn(names)} during the test`,
      '# This policy then runs on the CPU; enable it again afterwards.',
      policyFor(names, 'set auto-asic-offload disable'),
    ),
  ]),
  source: 'Fortinet KB 194368; hardware acceleration guide',

  judge: (it) => {
    const legs = dataLegs(it);
    const carried = legs.some(hasCarried);
    if (carried || legs.every(({ synAcks }) => synAcks.length === 0)) return null;
    const sign = listed(it) ?? traced(it, 'npu session installation succeeded', 'likely');
    const found = sign ?? traced(it, 'Trying to offload', 'possible') ?? confirmed(it);
    if (found === null) return null;
    return {
      message: `${found.says}: from then on neither sniffer nor flow trace shows its packets.`,
      evidence: [found.line, found.beside],
      confidence: found.confidence,
      // A capture that could show more is worth taking only if it is not known how the transfer ended.
      steps: [],
      next:
        it.replies.closing === null
          ? stepsFor(npuOffloadHidesPackets.steps, it).flatMap(({ lines }) => lines)
          : [],
    };
  },
};

interface Sign {
  readonly says: string;
  readonly line: Moment;
  readonly beside?: Moment | undefined;
  readonly confidence: Confidence;
}

function listed({ flow }: OfferCase): Sign | null {
  const line = flow?.offloaded?.moment;
  if (line === undefined) return null;
  return {
    says: 'The session list has the data connection in the network processor',
    line,
    confidence: 'likely',
  };
}

function traced(it: OfferCase, words: string, confidence: Confidence): Sign | null {
  const line = dataLegs(it)
    .flatMap(({ traces }) => traces)
    .map((trace) => messageOf(trace, 'flow-message', ({ text }) => text.startsWith(words)))
    .find((message) => message !== undefined)?.moment;
  if (line === undefined) return null;
  const did = confidence === 'likely' ? 'handed' : 'tried to hand';
  return { says: `The unit ${did} the data connection to its network processor`, line, confidence };
}

/**
 * Reply 226 although the sniffer shows nothing after the handshake, not even the end; it went on long enough, and its
 * filter selects no flags.
 */
function confirmed(it: OfferCase): Sign | null {
  const { closing } = it.replies;
  if (closing === null || closing.code >= 300) return null;
  const legs = dataLegs(it);
  const answer = legs.flatMap(({ synAcks }) => synAcks).find(({ capture }) => capture.source === 'sniffer');
  if (answer === undefined || legs.some(({ ends }) => ends.length > 0) || !goesOn(answer, FIRST_BYTE_WITHIN))
    return null;
  if (answer.capture.filters.some(({ filter }) => filter.includes('['))) return null;
  return {
    says: `Reply ${closing.code} confirms the transfer, and the sniffer shows its handshake and nothing more: possibly the network processor carried it`,
    line: closing,
    beside: answer,
    confidence: 'possible',
  };
}
