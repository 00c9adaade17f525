import type { SnifferPacket } from '../../src/events/sniffer.js';
import { bytesOf } from './captures.js';

export interface Place {
  client?: string;
  server?: string;
  interface?: string;
  /** First sequence numbers of client and server. */
  isn?: [number, number];
}

export interface Said {
  from: 'client' | 'server';
  bytes: Uint8Array;
}

const DEFAULTS = {
  client: '10.0.0.1:60919',
  server: '10.0.0.2:21',
  interface: 'port1',
  isn: [1000, 4_294_967_290] as [number, number],
};

/** `> USER a` the client says, `< 331 Password` the server; lines end with CR LF. */
export function said(...lines: string[]): Said[] {
  return lines.map((line) => ({
    from: line.startsWith('>') ? 'client' : 'server',
    bytes: bytesOf(`${line.slice(2)}\r\n`),
  }));
}

/** The packets of a conversation: a handshake, then one segment for each thing said, each acknowledging the last. */
export function talk(things: Said[], place: Place = {}): SnifferPacket[] {
  const { isn } = { ...DEFAULTS, ...place };
  const next = { client: isn[0] + 1, server: (isn[1] + 1) % 2 ** 32 };
  const make = (from: Said['from'], rest: Partial<Segment>): SnifferPacket =>
    packetOf(place, { from, seq: next[from], ack: next[from === 'client' ? 'server' : 'client'], ...rest });
  const packets = [
    make('client', { seq: isn[0], ack: undefined, syn: true }),
    make('server', { seq: isn[1], syn: true }),
    make('client', {}),
  ];
  for (const { from, bytes } of things) {
    packets.push(make(from, { payload: bytes }));
    next[from] = (next[from] + bytes.length) % 2 ** 32;
  }
  return packets;
}

interface Segment {
  from: Said['from'];
  seq: number;
  ack: number | undefined;
  syn: boolean;
  payload: Uint8Array;
}

function packetOf(place: Place, { from, seq, ack, syn = false, payload }: Partial<Segment>): SnifferPacket {
  const { client, server, interface: name } = { ...DEFAULTS, ...place };
  return {
    source: 'sniffer',
    kind: 'packet',
    origin: { file: 'a', line: 1, text: '' },
    stamp: undefined,
    interface: name,
    direction: undefined,
    proto: 6,
    src: from === 'client' ? client : server,
    dst: from === 'client' ? server : client,
    peers: undefined,
    tcp: { syn, fin: false, rst: false, psh: payload !== undefined, seq, ack },
    text: '',
    length: payload?.length ?? 0,
    bytes: 54 + (payload?.length ?? 0),
    hops: undefined,
    payload,
    frame: undefined,
  };
}

/** Cuts a packet's payload at these places, in one packet for each piece. */
export function cutAt(packet: SnifferPacket, places: number[]): SnifferPacket[] {
  const { payload, tcp } = packet;
  if (payload === undefined || tcp?.seq === undefined) return [packet];
  const seq = tcp.seq;
  const inside = [...new Set(places)].filter((at) => at > 0 && at < payload.length).sort((a, b) => a - b);
  return [0, ...inside].map((from, index) => {
    const piece = payload.subarray(from, inside[index] ?? payload.length);
    const moved = { ...tcp, seq: (seq + from) % 2 ** 32 };
    return { ...packet, tcp: moved, payload: piece, length: piece.length, bytes: 54 + piece.length };
  });
}

/** TLS records: `record(22, 3, …)`. */
export function record(type: number, body: number[] | Uint8Array): Uint8Array {
  return Uint8Array.from([type, 3, 3, body.length >> 8, body.length & 255, ...body]);
}

/** A ClientHello with a server name and TLS 1.2 and 1.3 among its versions. */
export function clientHello(name: string): Uint8Array {
  const host = bytesOf(name);
  const u16 = (value: number): number[] => [value >> 8, value & 255];
  const serverName = [
    0,
    0,
    ...u16(host.length + 5),
    ...u16(host.length + 3),
    0,
    ...u16(host.length),
    ...host,
  ];
  const versions = [0, 43, 0, 7, 6, 0x3a, 0x3a, 3, 4, 3, 3];
  const extensions = [...serverName, ...versions];
  const body = [
    3,
    3,
    ...Array<number>(32).fill(7),
    0,
    0,
    2,
    0x13,
    1,
    1,
    0,
    ...u16(extensions.length),
    ...extensions,
  ];
  return record(22, [1, 0, ...u16(body.length), ...body]);
}

export function serverHello(): Uint8Array {
  const body = [3, 3, ...Array<number>(32).fill(9), 0, 0x13, 1, 0, 0, 6, 0, 43, 0, 2, 3, 4];
  return record(22, [2, 0, 0, body.length, ...body]);
}
