import type { SignOfLife } from '../../../events/interest.js';
import { ownStamp } from '../../../events/micros-stamp.js';
import { own } from '../../../intern.js';
import type { Captures } from '../captures.js';
import type { Capture, Moment } from '../../model/moment.js';

/** A session whose last line is noted even if that line is not kept. */
interface WithLastLine {
  last: Moment;
}

interface Late {
  readonly session: WithLastLine;
  readonly event: SignOfLife;
  readonly capture: Capture;
  readonly order: number;
}

/**
 * Notes the latest line of a session among those that are not kept. It is copied only when another session's line
 * follows, because mostly the next line of the same session is kept and takes its place.
 */
export function createLastLine(captures: Captures) {
  let late: Late | undefined;
  /** Last lines whose secrets nobody has looked for yet. */
  const unmasked = new Map<WithLastLine, { last: Moment; mask: NonNullable<SignOfLife['mask']> }>();

  const keep = (): void => {
    if (late === undefined) return;
    const { session, event, capture, order } = late;
    const { stamp, origin, mask } = event;
    const last: Moment = {
      capture,
      stamp: stamp && ownStamp(stamp),
      order,
      line: { ...origin, text: own(origin.text) },
    };
    session.last = last;
    if (mask !== undefined) unmasked.set(session, { last, mask });
    late = undefined;
  };
  return {
    /** From now on the last lines may be read. */
    settle(): void {
      keep();
      for (const [session, { last, mask }] of unmasked) {
        const { line } = last;
        if (session.last === last) session.last = { ...last, line: { ...line, text: mask(line.text) } };
      }
      unmasked.clear();
    },
    of(session: WithLastLine, event: SignOfLife): void {
      const capture = captures.captureOf(event);
      const last = late?.session === session ? late.event.stamp : session.last.stamp;
      if (event.stamp !== undefined && last !== undefined && event.stamp.at <= last.at) return;
      if (late?.session !== session) keep();
      late = { session, event, capture, order: captures.eventsSoFar() };
    },
    /** A later line of this session was kept, so that the noted one is no longer its last. */
    over(session: WithLastLine): void {
      if (late?.session === session) late = undefined;
    },
  };
}
