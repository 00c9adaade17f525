import { messageOf } from '../../correlate/model/leg-queries.js';
import type { DataFlow } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import { isProxied } from './inspection.js';
import { isFinal } from './capture-coverage.js';
import { sidesOf } from './leg-state.js';

export interface Fate {
  /** "was denied", "had no answer", "was refused". */
  readonly says: string;
  readonly denied: boolean;
  readonly lines: readonly Moment[];
}

/** How a connection that did not come about ended, where that is the end of it; null where nothing shows it. */
export function fateOf(flow: DataFlow): Fate | null {
  const { near, far } = sidesOf(flow, isProxied(flow.control));
  const { traces } = flow.connection.near;
  const dropped = traces.filter((trace) => messageOf(trace, 'drop') !== undefined);
  const drop = dropped.map((trace) => messageOf(trace, 'drop')?.moment).at(-1);
  if (drop !== undefined && isFinal(dropped, null))
    return { says: 'was denied', denied: true, lines: [drop, ...dropped.slice(0, 1)] };
  const [side] = [far, near].filter(({ leg }) => leg !== null);
  const reset = far.reset ?? near.reset;
  if (reset !== null) return { says: 'was refused', denied: false, lines: [reset, ...near.syns.slice(0, 1)] };
  if (drop !== undefined || side === undefined || near.opened !== null || !isFinal(side.syns, null))
    return null;
  return { says: 'had no answer', denied: false, lines: side.syns.slice(0, 2) };
}
