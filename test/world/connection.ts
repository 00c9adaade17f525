import type { End, Hop, Mark, Packet, Tcp, World } from './model.js';

/** A TCP connection through the unit, from who dials (`near`) to who is dialled (`far`). */
export interface Connection {
  readonly near: readonly [src: End, dst: End];
  readonly far: readonly [src: End, dst: End];
  /** Hops in the direction of the dialling side. */
  readonly hops: readonly Hop[];
  /** True if the dialling side is the server: the hops are passed backwards. */
  readonly dialBack: boolean;
  readonly natHop: number;
  readonly proxied: boolean;
  readonly id: number;
  /** Initial numbers of the dialling and the dialled side, on the near and on the far leg. */
  readonly numbers: { readonly near: readonly [number, number]; readonly far: readonly [number, number] };
  /** Bytes and flags sent so far by either side, as relative numbers. */
  readonly sent: [number, number];
  /** How many packets the trace has shown. */
  traced: number;
}

export function connect(
  world: World,
  shape: Pick<Connection, 'near' | 'far'> & { dialBack?: boolean; proxied?: boolean; id?: number },
): Connection {
  const { chance } = world;
  const hops = shape.dialBack === true ? [...world.hops].reverse() : world.hops;
  const natHop = shape.dialBack === true ? hops.length - 1 - world.natHop : world.natHop;
  const number = (): number => chance.int(1, 2 ** 32 - 200_000_000);
  const near = [number(), number()] as const;
  // Two at the least: each VDOM on the way has a session of its own.
  world.counters.session += chance.int(2, 90);
  return {
    near: shape.near,
    far: shape.far,
    hops,
    dialBack: shape.dialBack ?? false,
    natHop,
    proxied: shape.proxied ?? false,
    id: shape.id ?? world.counters.session,
    numbers: { near, far: shape.proxied === true ? [number(), number()] : near },
    sent: [0, 0],
    traced: 0,
  };
}

export interface Travel {
  readonly time: number;
  /** From the dialling side to the dialled one. */
  readonly forward: boolean;
  readonly flags: string;
  readonly seq: number;
  readonly ack: number;
  readonly payload?: Buffer;
  /** The bytes on the far leg, where the unit rewrites them. */
  readonly farPayload?: Buffer;
  /** Which part of the way: all, or one leg of a proxied connection. */
  readonly leg?: 'near' | 'far';
  /** The packet comes in at the deciding hop and is seen no more. */
  readonly swallowed?: boolean;
  /** What the trace says behind `received a packet`, at the deciding hop and at the others. */
  readonly records?: readonly (readonly [string, string])[];
  readonly otherRecords?: readonly (readonly [string, string])[];
  readonly marks?: readonly Mark[];
  /** Roles only for what goes in or out. */
  readonly inMarks?: readonly Mark[];
}

const idText = (id: number): string => id.toString(16).padStart(8, '0');

/** Shows a packet wherever it passes; answers when it arrives. */
export function travel(world: World, connection: Connection, how: Travel): number {
  const { hops, natHop } = connection;
  const turn = 2 * natHop;
  const first = how.forward
    ? how.leg === 'far'
      ? turn + 1
      : 0
    : how.leg === 'near'
      ? turn
      : 2 * hops.length - 1;
  const last = how.forward
    ? how.leg === 'near'
      ? turn
      : 2 * hops.length - 1
    : how.leg === 'far'
      ? turn + 1
      : 0;
  const step = how.forward ? 1 : -1;
  const kept = how.forward ? turn : turn + 1;
  let time = how.time;
  for (let place = first; how.forward ? place <= last : place >= last; place += step) {
    show(world, connection, how, place, time);
    if (how.swallowed === true && place === kept) return time;
    time += world.chance.int(20, 180) / 1e6;
  }
  return time + world.chance.int(900, 9000) / 1e6;
}

function show(world: World, connection: Connection, how: Travel, place: number, time: number): void {
  const hop = connection.hops[place >> 1]!;
  const entering = (place % 2 === 0) === how.forward;
  const nearSide = place % 2 === 0;
  const port = nearSide !== connection.dialBack ? hop.clientSide : hop.serverSide;
  const packet = packetAt(connection, how, place);
  const marks = [...(how.marks ?? []), ...(entering ? (how.inMarks ?? []) : [])];
  world.sights.push({
    source: 'sniffer',
    time,
    marks,
    interface: port,
    direction: entering ? 'in' : 'out',
    packet,
  });
  if (!entering) return;
  const own = place >> 1 === connection.natHop ? how.records : how.otherRecords;
  if (own === undefined && world.offloaded && connection.traced > 8) return;
  connection.traced += 1;
  const known = `Find an existing session, id-${idText(connection.id + Math.abs((place >> 1) - connection.natHop))}, ${how.forward ? 'original' : 'reply'} direction`;
  const records = own ?? [['resolve_ip_tuple_fast', known] as const];
  world.sights.push({ source: 'flow', time, marks, hop, interface: port, packet, records });
}

function packetAt(connection: Connection, how: Travel, place: number): Packet {
  const far = place > 2 * connection.natHop;
  const [src, dst] = far ? connection.far : connection.near;
  const [mine, yours] = far ? connection.numbers.far : connection.numbers.near;
  const absolute = (base: number, relative: number): number => (base + relative) % 2 ** 32;
  const payload = far && how.farPayload ? how.farPayload : how.payload;
  const tcp: Tcp = {
    flags: how.flags,
    seq: absolute(how.forward ? mine : yours, how.seq),
    ack:
      how.flags === 'S' || (how.flags === 'R' && how.ack === 0)
        ? 0
        : absolute(how.forward ? yours : mine, how.ack),
    ...(payload && { payload }),
  };
  return how.forward ? { src, dst, tcp } : { src: dst, dst: src, tcp };
}

/** A segment with bytes: moves the sender's number on once it has arrived. */
export function segment(
  world: World,
  connection: Connection,
  how: Omit<Travel, 'flags' | 'seq' | 'ack'> & { flags?: string },
): number {
  const [mine, yours] = how.forward ? [0, 1] : [1, 0];
  const arrived = travel(world, connection, {
    flags: 'P.',
    ...how,
    seq: connection.sent[mine]!,
    ack: connection.sent[yours]!,
  });
  return arrived;
}

export const advance = (connection: Connection, forward: boolean, bytes: number): void => {
  connection.sent[forward ? 0 : 1] += bytes;
};
export const hexId = idText;
