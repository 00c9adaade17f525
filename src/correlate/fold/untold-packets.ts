import type { FlowPacket } from '../../events/flow.js';
import type { Leg } from '../model/leg.js';
import type { Capture } from '../model/moment.js';
import type { Captures } from './captures.js';
import type { LegTable } from './leg-table.js';
import { startTrace } from './trace-start.js';

/** A packet without flags, of which the trace prints no further record. `order` is its own. */
export interface UntoldPacket {
  readonly packet: FlowPacket;
  readonly capture: Capture;
  readonly order: number;
}

/**
 * Traces of IPv6, and of old releases, print no flags: that a session is made tells the first packet of a connection.
 * A unit that keeps a SYN makes none and prints nothing more of it. A later packet would be found in its session, which
 * is printed, so a packet without a further record is a SYN, unless its tuple is known from before.
 */
export function createUntoldFold(legs: LegTable, captures: Captures): (untold: UntoldPacket) => void {
  const answered = new WeakSet<Leg>();
  return ({ packet, capture, order }) => {
    const { src, dst } = packet;
    const known = legs.between(packet) ?? [];
    const back = known.filter(({ initiator }) => initiator === dst);
    back.forEach((leg) => answered.add(leg));
    // Where only the packet lines of a log were posted, nothing is told of any packet.
    if (back.length > 0 || known.some((leg) => answered.has(leg) || isTold(leg))) return;
    const segment = {
      src,
      dst,
      syn: true,
      fin: false,
      rst: false,
      data: false,
      seq: undefined,
      ack: undefined,
    };
    const leg = legs.find(segment);
    if (leg === undefined) return;
    const { untraced } = leg;
    startTrace({ packet, capture, leg, segment, previous: undefined, untraced, order }, captures);
  };
}

function isTold({ traces }: Leg): boolean {
  return traces.some(({ messages }) => messages.length > 0);
}
