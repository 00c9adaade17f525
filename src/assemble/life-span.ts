import { prints } from '../correlate/model/leg-queries.js';
import type { Capture, Moment } from '../correlate/model/moment.js';
import { printedTime } from '../correlate/model/rfc3339.js';
import { when } from '../correlate/model/time.js';
import type { Connection, ControlSession, DataFlow, Offer } from '../correlate/model/timeline.js';
import type { Span } from './choice.js';

/** From the first to the last that is seen of a control session; null where no clock tells. */
export function lifeOfSession(control: ControlSession): Span | null {
  const { connection, commands, replies, wad, listed, tls } = control;
  const kept = [...listed, ...tls].map(({ moment }) => moment);
  return spanOf([...packetsOf(connection), ...commands, ...replies, ...wad, ...kept]);
}

/** From an offer to the last that is seen of its transfer; null where no clock tells. */
export function lifeOfOffer(offer: Offer, flow: DataFlow | null): Span | null {
  const { offered, listens, expectation, commands, replies } = offer;
  const opened = expectation === null ? [] : [expectation.opened];
  const said = offered === null ? [] : [offered];
  return spanOf([
    ...[...said, ...listens, ...opened, ...commands, ...replies],
    ...packetsOf(flow?.connection ?? null),
  ]);
}

/** When it begins, for the report. */
export const beginOf = (life: Span | null): string | null => (life === null ? null : printedTime(life.from));

/** From the first stamp of all captures to the last; null where none has any. */
export function spanOfCaptures(captures: readonly Capture[]): Span | null {
  return enclosing(
    captures.flatMap(({ first, last, clock }) =>
      first === undefined || last === undefined || clock === undefined
        ? []
        : [{ from: first.at - clock.offset, to: last.at + last.width - clock.offset }],
    ),
  );
}

function packetsOf(connection: Connection | null): Moment[] {
  if (connection === null) return [];
  const { near, far, between } = connection;
  const legs = new Set([near, ...(far === null ? [] : [far]), ...between]);
  return [...legs].flatMap((leg) => [...leg.traces, ...prints(leg), ...leg.tls.map(({ moment }) => moment)]);
}

const spanOf = (moments: readonly Moment[]): Span | null =>
  enclosing(moments.flatMap((moment) => when(moment) ?? []));

function enclosing(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  let from = Infinity;
  let to = -Infinity;
  for (const span of spans) {
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  return { from, to };
}
