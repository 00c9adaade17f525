import { when } from '../../correlate/model/time.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import { PINHOLE_LIFE } from '../limits.js';

/**
 * True if the capture ran from before the offer until long enough after it. Either its clock says so, or it shows
 * both the beginning and the end of the control connection: every offer of the session lies between these, whatever
 * the clocks say.
 */
export function spans(
  capture: Capture,
  control: ControlSession | null,
  from: Moment,
  until?: Moment,
): boolean {
  if (spansSession(capture, control)) return true;
  const start = when(from);
  const { clock, first, last } = capture;
  if (start === null || clock === undefined || first === undefined || last === undefined) return false;
  // Of two sources, a clock that is known to some seconds only may hide that the capture began behind the offer.
  const slack = capture === from.capture ? 0 : start.slack + clock.uncertainty;
  const end = (until === undefined ? null : when(until)?.to) ?? start.to + PINHOLE_LIFE * 1e6;
  return first.at - clock.offset + slack <= start.to && last.at - clock.offset - slack >= end;
}

function spansSession(capture: Capture, control: ControlSession | null): boolean {
  const legs = [control?.connection?.near, control?.connection?.far];
  return legs.some(
    (leg) =>
      leg?.syns.some((print) => print.capture === capture) === true &&
      leg.ends.some((print) => print.capture === capture),
  );
}
