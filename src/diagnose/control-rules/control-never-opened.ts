import { messageOf } from '../../correlate/prints.js';
import type { ControlRule } from '../control-case.js';
import { isFinal } from '../coverage.js';

/** The SYN to the control port was dropped, refused, or never answered. */
export const controlNeverOpened: ControlRule = {
  code: 'CONTROL_NEVER_OPENED',
  verdict: 'failed',
  judge: ({ control, opened }) => {
    const { connection } = control;
    if (opened !== null || connection === null) return null;
    const { near, far } = connection;
    const drops = near.traces.flatMap((trace) => messageOf(trace, 'drop')?.moment ?? []);
    const sniffed = near.syns.filter(({ capture }) => capture.source === 'sniffer');
    const reset = [...near.ends, ...(far?.ends ?? [])].find(
      ({ type, by }) => type === 'rst' && by === 'responder',
    );
    const tried = drops.length > 0 ? drops : sniffed;
    if (reset === undefined && !isFinal(tried, null)) return null;
    const how =
      reset !== undefined
        ? 'was refused with a reset'
        : drops.length > 0
          ? 'was dropped by the unit'
          : 'was never answered';
    return {
      message: `The control connection of ${control.client ?? 'the client'} to ${control.server ?? 'the server'} ${how}.`,
      evidence: [reset, ...tried.slice(0, 4), near.traces[0]],
      confidence: 'proven',
    };
  },
};
