import { messageOf } from '../../correlate/model/leg-queries.js';
import type { Trace } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import { byTime, gap, order } from '../../correlate/model/time.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import { onceOf } from '../observations/memoize.js';
import { DEFAULT_SESSION_TTL } from '../limits.js';

export interface Forgotten {
  /** The packet that fits no session. */
  readonly orphan: Trace;
  /** The same on a clock. */
  readonly met: Moment;
  /** Seconds. */
  readonly silence: number;
}

/** The control connection was silent for as long as the unit keeps a session, and its next packet fitted none. */
export const forgotten = onceOf((control: ControlSession): Forgotten | null => {
  const near = control.connection?.near;
  if (near === undefined) return null;
  // The server answers at the end of a long transfer, so its side is usually the first to find no session.
  const legs = [near, control.connection?.far].filter((leg) => leg != null);
  const [orphan] = legs.flatMap(({ traces }) => traces.filter(fitsNone)).sort(byTime);
  if (orphan === undefined) return null;
  if (legs.some(({ ends }) => ends.some((end) => order(end, orphan) !== 'after'))) return null;
  if (orphan.previous === undefined && isCutOff(control)) return null;
  const met = orphan.stamp === undefined ? onTheWire(control, orphan) : orphan;
  if (met === null) return null;
  const heard: Moment[] = [
    ...control.commands,
    ...control.replies,
    ...control.wad,
    ...legs.flatMap((leg) => [...leg.traces, ...leg.initiatorData, ...leg.responderData]),
  ];
  // A moment that the clocks do not order may be the same packet in another source.
  const earlier = heard.filter((moment) => order(moment, met) === 'before');
  const silences = earlier.flatMap((moment) => gap(moment, met)?.least ?? []);
  // Not every packet is kept; but the trace knows when it printed the one before.
  if (orphan.previous !== undefined && orphan.stamp !== undefined)
    silences.push((orphan.stamp.at - orphan.stamp.width - orphan.previous) / 1e6);
  const silence = silences.length === 0 ? null : Math.min(...silences);
  return silence === null || silence < DEFAULT_SESSION_TTL - 1 ? null : { orphan, met, silence };
});

function fitsNone(trace: Trace): boolean {
  return messageOf(trace, 'drop', ({ reason }) => reason === 'no-session-matched') !== undefined;
}

/** Nobody reads what is said, so only the packets tell how long it was silent; and of those only the first are kept. */
function isCutOff({ connection, commands, wad }: ControlSession): boolean {
  const { initiatorData = [], responderData = [] } = connection?.near ?? {};
  return initiatorData.length + responderData.length > 0 && commands.length + wad.length === 0;
}

/**
 * The packet that matched no session, on a clock. A flow trace without stamps does not tell when it came. But a
 * packet that matches no session gets no answer: so it is what its sender said last, if nobody answered that.
 */
function onTheWire({ connection, commands, replies }: ControlSession, { src }: Trace): Moment | null {
  const legs = [connection?.near, connection?.far];
  const isServer = legs.some((leg) => leg?.responder === src);
  const [own, others] = isServer ? [replies, commands] : [commands, replies];
  const last = own.findLast(({ capture, stamp }) => capture.source === 'sniffer' && stamp !== undefined);
  if (last === undefined) return null;
  const answered = others.some((said) => said.capture === last.capture && order(said, last) === 'after');
  return answered ? null : last;
}
