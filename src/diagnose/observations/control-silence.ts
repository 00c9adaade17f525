import { gap, order } from '../../correlate/model/time.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { ControlSession, Timeline } from '../../correlate/model/timeline.js';
import { spans } from './capture-span.js';
import { CLOCK_DOUBT_IN_SILENCE } from '../limits.js';

/**
 * A capture in which the control connection is silent after the moment, for the life of a pinhole or until the
 * session ends. It need not be readable: even in TLS, a transfer command and its answer are packets with data.
 */
export function silentAfter({ captures }: Timeline, control: ControlSession, since: Moment): Capture | null {
  const legs = [control.connection?.near, control.connection?.far];
  const isSilent = (capture: Capture): boolean =>
    legs.some((leg) => {
      if (leg?.lastDataIn !== capture) return false;
      const stamp = { at: leg.lastDataAt, width: 0, printed: '', relative: capture.first?.relative ?? false };
      const last: Moment = { ...since, capture, stamp, order: -1 };
      const late = gap(since, last);
      return late !== null && late.most <= CLOCK_DOUBT_IN_SILENCE && order(last, since) !== 'after';
    });
  return captures.find((capture) => isSilent(capture) && spans(capture, control, since)) ?? null;
}
