import { prints } from '../correlate/model/leg-queries.js';
import type { Capture, Moment } from '../correlate/model/moment.js';
import { printedTime } from '../events/rfc3339.js';
import { when } from '../correlate/model/time.js';
import type { Connection, ControlSession, DataFlow, Offer } from '../correlate/model/timeline.js';
import type { TimeRange } from './choice.js';

/** From the first to the last that is seen of a control session; null where no clock tells. */
export function lifeOfSession(control: ControlSession): TimeRange | null {
  return spanOf(momentsOf(control));
}

/** The time of its first sign, for the report. */
export function timeOfSession(control: ControlSession): string | null {
  return timeOfFirst(momentsOf(control));
}

function momentsOf({ connection, commands, replies, wad, listed, tls }: ControlSession): Moment[] {
  const kept = [...listed, ...tls].map(({ moment }) => moment);
  return [...packetsOf(connection), ...commands, ...replies, ...wad, ...kept];
}

/** From an offer to the last that is seen of its transfer; null where no clock tells. */
export function lifeOfOffer(offer: Offer, flow: DataFlow | null): TimeRange | null {
  const { offered, listens, expectation, commands, replies } = offer;
  const opened = expectation === null ? [] : [expectation.opened];
  const said = offered === null ? [] : [offered];
  return spanOf([
    ...[...said, ...listens, ...opened, ...commands, ...replies],
    ...packetsOf(flow?.connection ?? null),
  ]);
}

/** When it was offered; where nobody read that, the time of its pinhole or data connection. */
export function timeOfOffer({ offered, listens, expectation }: Offer, flow: DataFlow | null): string | null {
  const opened = expectation === null ? [] : [expectation.opened];
  const said = offered === null ? listens : [offered];
  return timeOfFirst(said) ?? timeOfFirst(opened) ?? timeOfFirst(packetsOf(flow?.connection ?? null));
}

/** Of two stamps that may be of one moment, the exact one: a flow trace prints whole seconds. */
function timeOfFirst(moments: readonly Moment[]): string | null {
  let first: TimeRange | undefined;
  for (const moment of moments) {
    const at = when(moment);
    if (at !== null && (first === undefined || at.to < first.to)) first = at;
  }
  return first === undefined ? null : printedTime(first.from);
}

/** From the first stamp of all captures to the last; null where none has any. */
export function spanOfCaptures(captures: readonly Capture[]): TimeRange | null {
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

const spanOf = (moments: readonly Moment[]): TimeRange | null =>
  enclosing(moments.flatMap((moment) => when(moment) ?? []));

function enclosing(spans: readonly TimeRange[]): TimeRange | null {
  if (spans.length === 0) return null;
  let from = Infinity;
  let to = -Infinity;
  for (const span of spans) {
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  return { from, to };
}
