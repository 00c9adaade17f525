import type { FlowDrop, FlowEvent, FlowPacket } from '../../events/flow.js';
import { MOST_PASSED } from '../../events/interest.js';
import { shared } from '../../intern.js';
import { addressOf } from '../../net.js';
import type { DroppedConnection, DroppedPacket, DropsOfReason } from '../model/dropped-packets.js';
import type { Captures } from './captures.js';

/** Reasons that are told apart, with their policies and words; a trace has one or two. */
const MAX_REASONS = 16;
const MAX_CONNECTIONS = 4;

export interface DropFold {
  event(event: FlowEvent): void;
  readonly all: readonly DropsOfReason[];
}

/**
 * Every drop of a flow trace, also of services that are no FTP and make no leg: most traces that people post hold one
 * denied connection of RDP, HTTPS or a VPN, and nothing else.
 */
export function createDropFold(captures: Captures): DropFold {
  const all: DropsOfReason[] = [];
  /** Packets that wait for the word of the kernel. A full list goes round: the next takes the oldest one's place. */
  const waiting: FlowPacket[] = [];
  let next = 0;

  const onPacket = (packet: FlowPacket): void => {
    waiting[next] = packet;
    next = (next + 1) % MOST_PASSED;
  };
  /** The latest packet of an event's trace. */
  const packetOf = ({ blade, traceId }: FlowEvent): FlowPacket | undefined => {
    for (let back = 1; back <= waiting.length; back++) {
      const packet = waiting[(next - back + MOST_PASSED) % MOST_PASSED];
      if (packet?.traceId === traceId && packet.blade === blade) return packet;
    }
    return undefined;
  };
  const onDrop = (event: FlowDrop): void => {
    const { reason, words, policy } = event;
    let of = all.find((one) => one.reason === reason && one.words === words && one.policy === policy);
    if (of === undefined) {
      if (all.length >= MAX_REASONS) return;
      of = { ...sharedWords(event), lines: 0, connections: [] };
      all.push(of);
    }
    of.lines += 1;
    const packet = packetOf(event) ?? null;
    const known = of.connections.find((one) => isSame(one.packet, packet));
    if (known !== undefined) {
      known.lines += 1;
      known.letIn = null;
    } else if (of.connections.length < MAX_CONNECTIONS)
      of.connections.push({
        packet: packet === null ? null : keptPacket(packet, captures),
        drop: captures.passingMoment(event),
        lines: 1,
        letIn: null,
      });
  };
  const onAllowed = (event: FlowEvent): void => {
    const packet = packetOf(event);
    if (packet === undefined) return;
    for (const { connections } of all) {
      for (const one of connections) {
        if (one.letIn === null && isRetry(one, packet)) one.letIn = captures.passingMoment(event);
      }
    }
  };
  return {
    all,
    event(event) {
      if (event.kind === 'packet') onPacket(event);
      else if (event.kind === 'drop') onDrop(event);
      else if (event.kind === 'policy-allow' && all.length > 0) onAllowed(event);
    },
  };
}

function sharedWords({ reason, words, policy }: FlowDrop): Pick<FlowDrop, 'reason' | 'words' | 'policy'> {
  return {
    reason,
    words: words === undefined ? undefined : shared(words),
    policy: policy === undefined ? undefined : shared(policy),
  };
}

/** Its text stays in memory, for there are few of them. */
function keptPacket(packet: FlowPacket, captures: Captures): DroppedPacket {
  const { proto, src, dst, interface: name, vdom, tcp } = packet;
  return {
    proto,
    src: shared(src),
    dst: shared(dst),
    interface: name === undefined ? undefined : shared(name),
    vdom: vdom === undefined ? undefined : shared(vdom),
    flags: tcp === undefined ? undefined : shared(tcp.flags),
    arrival: captures.passingMoment(packet),
  };
}

type Tuple = Pick<DroppedPacket, 'proto' | 'src' | 'dst'>;

function isSame(one: Tuple | null, other: Tuple | null): boolean {
  if (one === null || other === null) return one === other;
  return one.proto === other.proto && one.src === other.src && one.dst === other.dst;
}

/** The same client tries the same service again, perhaps from another port. */
function isRetry({ packet }: DroppedConnection, { proto, src, dst }: FlowPacket): boolean {
  return (
    packet !== null &&
    packet.proto === proto &&
    packet.dst === dst &&
    addressOf(packet.src) === addressOf(src)
  );
}
