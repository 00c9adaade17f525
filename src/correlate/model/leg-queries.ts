import type { FlowEvent } from '../../events/flow.js';
import type { Leg, Sighting, Trace } from './leg.js';
import type { Capture, Kept } from './moment.js';
import { gap } from './time.js';

/** The first record of a kind in a packet's trace. */
export function messageOf<K extends FlowEvent['kind']>(
  trace: Trace,
  kind: K,
  fits?: (event: Extract<FlowEvent, { kind: K }>) => boolean,
): Kept<Extract<FlowEvent, { kind: K }>> | undefined {
  return trace.messages.find(
    (message): message is Kept<Extract<FlowEvent, { kind: K }>> =>
      message.kind === kind &&
      (fits === undefined || fits(message as unknown as Extract<FlowEvent, { kind: K }>)),
  );
}

function signs(leg: Leg): readonly (readonly Sighting[])[] {
  return [leg.syns, leg.synAcks, leg.initiatorAcks, leg.initiatorData, leg.responderData, leg.ends];
}

/** All prints of a leg, those that begin it first. */
export function prints(leg: Leg): Sighting[] {
  return signs(leg).flat();
}

/** The first sign of a leg, one with a stamp if there is any. Sorting asks for it, so it makes no list of all. */
export function firstPrint(leg: Leg): Sighting | undefined {
  const all = signs(leg);
  for (const some of all) {
    const stamped = some.find(({ stamp }) => stamp !== undefined);
    if (stamped !== undefined) return stamped;
  }
  return all.find((some) => some.length > 0)?.[0];
}

/** Its first print in a capture, those that begin it first. */
export function firstPrintIn(leg: Leg, of: Capture): Sighting | undefined {
  for (const some of signs(leg)) {
    const found = some.find(({ capture }) => capture === of);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a packet with data was captured, by either side. */
export function hasCarried({ initiatorData, responderData }: Leg): boolean {
  return initiatorData.length + responderData.length > 0;
}

/**
 * The clocks tell within so many seconds how far apart the two began. Without that a port that serves one connection
 * after the other joins nothing.
 */
export function areTimed(one: Leg, other: Leg, within: number): boolean {
  const [a, b] = [firstPrint(one), firstPrint(other)];
  const between = a === undefined || b === undefined ? null : gap(a, b);
  return between !== null && between.most - between.least <= within;
}
