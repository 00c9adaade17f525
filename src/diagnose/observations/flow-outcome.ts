import { legsOf, tracesForth } from '../../correlate/model/vdom-chain.js';
import { messageOf } from '../../correlate/model/leg-queries.js';
import type { DataFlow, Timeline } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import { addressOf } from '../../net.js';
import { isSyn } from './drop-reason.js';
import { keptPrints, ownReset, senders, sentBy } from './kept-packet.js';
import { isProxied } from './inspection.js';
import { isFinal, isOutlasted } from './capture-coverage.js';
import { sidesOf } from './leg-state.js';

export interface Fate {
  /** "was denied (“no route, drop”)", "had no answer", "was refused", "was kept by the unit, …". */
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
  if (reset !== null) {
    const isUnits = ownReset(legsOf(flow.connection), flow.connection.near, 'initiator') !== null;
    const says = isUnits ? 'was refused by the unit itself' : 'was refused';
    return { says, denied: false, open: false, lines: [reset, ...near.syns.slice(0, 1)] };
  }
  const kept = keptSyns(flow);
  if (kept.length > 0) {
    const says = `was kept by the unit: its SYN came in ${kept.length} times and was never seen to leave`;
    return { says, denied: false, open: false, lines: kept };
  }
  if (side === undefined || near.opened !== null || !isFinal(side.syns, null)) return null;
  return { says: 'had no answer', denied: false, open: false, lines: side.syns.slice(0, 2) };
}

/** SYNs that came in and never left, in a capture that shows what its host says on the control connection leave. */
function keptSyns({ control, connection }: DataFlow): readonly Moment[] {
  const legs = legsOf(connection);
  const [near] = legs;
  if (near === undefined || control?.connection == null || legs.some(({ synAcks }) => synAcks.length > 0))
    return [];
  const ofControl = legsOf(control.connection);
  const isClients = addressOf(near.initiator) === addressOf(control.client ?? near.responder);
  const by = isClients ? 'initiator' : 'responder';
  const shown = ofControl.flatMap((leg) => sentBy(leg, by));
  const syns = legs.flatMap((leg) => leg.syns);
  const hosts = [near.initiator, ...senders(ofControl, by)];
  return keptPrints(syns, 'initiator', shown, hosts)?.prints ?? [];
}
