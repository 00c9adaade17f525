import { type CaptureRule, isRound } from './capture-rule.js';

/** The flow trace shows a round number of packets, as `trace start N` makes it stop after N. */
export const traceCountUsedUp: CaptureRule = {
  code: 'TRACE_COUNT_USED_UP',
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
