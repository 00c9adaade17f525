import { type CaptureRule, isRound } from '../../capture-rule.js';
import { CAPTURE_EVERYTHING } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/** The flow trace shows a round number of packets, as if `trace start N` had stopped it after N. */
export const traceCountUsedUp: CaptureRule = {
  code: 'TRACE_COUNT_USED_UP',
  stage: 'syn',
  verdict: 'inconclusive',
  grade: 'B',
  title: 'the flow trace used up its count',
  mechanism:
    'The flow trace shows as many packets as trace start N allows, and then stays silent. The data SYN may have come later.',
  evidence: 'Exactly N different trace ids, and nothing after them.',
  neighbours: { CAPTURE_TOO_SHORT: 'the same for the sniffer' },
  steps: withNames(() => [
    check(
      'Trace more packets; a larger number costs nothing until packets match the filter',
      'diagnose debug flow trace start 10000',
    ),
    CAPTURE_EVERYTHING,
  ]),
  source: 'Fortinet KB 190119',

  judge: ({ timeline, open }) => {
    if (open.length === 0) return null;
    const full = timeline.captures.find(({ source, packets }) => source === 'flow' && isRound(packets));
    if (full === undefined) return null;
    const traces = timeline.flows.flatMap(({ connection }) => connection.near.traces);
    const last = traces.filter(({ capture }) => capture === full).at(-1);
    return {
      message: `The flow trace in ${full.file} shows exactly ${full.packets} packets, which looks like its count (trace start N): later packets would not be there.`,
      evidence: [last],
      confidence: 'possible',
    };
  },
};
