import type { SignOfLife } from '../../../events/interest.js';
import { own } from '../../../intern.js';
import type { Captures } from '../captures.js';
import type { Capture, Moment } from '../../model/moment.js';

/** Whose last line is noted, whether that is kept or not. */
interface Lasting {
  last: Moment;
}

interface Late {
  readonly session: Lasting;
  readonly event: SignOfLife;
  readonly capture: Capture;
  readonly order: number;
}

/**
 * The lines of a session that are not kept: of these only the last one is noted, and copied only when another session
 * speaks, because mostly a line follows that is kept.
 */
export function createLastSeen(captures: Captures) {
  let late: Late | undefined;

  const keep = (): void => {
    if (late === undefined) return;
    const { session, event, capture, order } = late;
    const { stamp, origin } = event;
    session.last = {
      capture,
      stamp: stamp && { ...stamp, printed: own(stamp.printed) },
      order,
      line: { ...origin, text: own(origin.text) },
    };
    late = undefined;
  };
  return {
    keep,
    of(session: Lasting, event: SignOfLife): void {
      const capture = captures.captureOf(event);
      const last = late?.session === session ? late.event.stamp : session.last.stamp;
      if (event.stamp !== undefined && last !== undefined && event.stamp.at <= last.at) return;
      if (late?.session !== session) keep();
      late = { session, event, capture, order: captures.eventsSoFar() };
    },
    /** A later line of it was kept. */
    over(session: Lasting): void {
      if (late?.session === session) late = undefined;
    },
  };
}
