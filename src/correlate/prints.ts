import type { FlowEvent } from '../events.js';
import type { Kept, Leg, Sighting, Trace } from './timeline.js';

/** The first record of a kind in a packet's trace. */
export function messageOf<K extends FlowEvent['kind']>(
  trace: Trace,
  kind: K,
  fits: (event: Extract<FlowEvent, { kind: K }>) => boolean = () => true,
): Kept<Extract<FlowEvent, { kind: K }>> | undefined {
  return trace.messages.find(
    (message): message is Kept<Extract<FlowEvent, { kind: K }>> =>
      message.kind === kind && fits(message as unknown as Extract<FlowEvent, { kind: K }>),
  );
}

export function firstPrint(leg: Leg): Sighting | undefined {
  return (
    leg.syns[0] ??
    leg.synAcks[0] ??
    leg.initiatorAcks[0] ??
    leg.initiatorData[0] ??
    leg.responderData[0] ??
    leg.ends[0]
  );
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
