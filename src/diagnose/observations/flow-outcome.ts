import { tracesForth } from '../../correlate/model/vdom-chain.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type { DataFlow, Timeline } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import { isSyn } from './drop-reason.js';
import { isProxied } from './inspection.js';
import { isFinal, isOutlasted } from './capture-coverage.js';
import { sidesOf } from './leg-state.js';

export interface Fate {
  /** "was denied (“no route, drop”)", "had no answer", "was refused". */
  readonly says: string;
  readonly denied: boolean;
  /** True if the capture ends so early that a later try may have been let in. */
  readonly open: boolean;
  readonly lines: readonly Moment[];
}

/** The kernel's own words, as the line of a drop prints them. */
export function wordsOf({ line }: Moment): string {
  return /msg="? *([^"]*)/.exec(line.text)?.[1]?.trim() ?? 'drop';
}

/** How a connection ended that never opened, as far as the capture shows it; null if it does not show it. */
export function fateOf(flow: DataFlow, { captures }: Timeline): Fate | null {
  const { near, far } = sidesOf(flow, isProxied(flow.control));
  const dropped = tracesForth(flow.connection).filter(
    (trace) => isSyn(trace) && messageOf(trace, 'drop') !== undefined,
  );
  const drop = dropped.map((trace) => messageOf(trace, 'drop')?.moment).at(-1);
  if (drop !== undefined) {
    const open = !isFinal(dropped, null) && !isOutlasted(dropped, captures);
    return {
      says: `was denied (“${wordsOf(drop)}”)`,
      denied: true,
      open,
      lines: [drop, ...dropped.slice(0, 1)],
    };
  }
  const [side] = [far, near].filter(({ leg }) => leg !== null);
  const reset = far.reset ?? near.reset;
  if (reset !== null)
    return { says: 'was refused', denied: false, open: false, lines: [reset, ...near.syns.slice(0, 1)] };
  if (side === undefined || near.opened !== null || !isFinal(side.syns, null)) return null;
  return { says: 'had no answer', denied: false, open: false, lines: side.syns.slice(0, 2) };
}
