import type { Endpoint } from '../../net.js';
import { messageOf } from './leg-queries.js';
import type { Leg } from './leg.js';

/** The source that the kernel says it gave to the initiator's first packet. */
export function snatOf(leg: Leg): Endpoint | null {
  const traces = leg.traces.filter(({ src }) => src === leg.initiator);
  const nats = traces.map((trace) => messageOf(trace, 'nat', ({ nat }) => nat === 'snat'));
  return nats.find((nat) => nat !== undefined)?.to ?? null;
}

/** Where the kernel says that it translated the initiator's first packet to. */
export function dnatOf(leg: Leg): Endpoint | null {
  for (const trace of leg.traces) {
    if (trace.src !== leg.initiator) continue;
    const nat = messageOf(trace, 'nat', (event) => event.nat === 'dnat') ?? messageOf(trace, 'vip');
    if (nat !== undefined) return nat.kind === 'nat' ? nat.to : nat.mapped;
  }
  return null;
}
