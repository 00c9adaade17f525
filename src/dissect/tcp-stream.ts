import type { SnifferPacket, SnifferTcp } from '../events/sniffer.js';
import { isControlPort } from '../ftp.js';
import { own } from '../intern.js';
import { portOf, type Endpoint } from '../net.js';
import type { Carries, ConnectionEnds, Speaker } from './control-channel.js';
import { byPort, isMailPort } from './initiator-by-port.js';
import {
  dropSide,
  near,
  newSide,
  type Budget,
  type StreamReader,
  type StreamSide,
} from './tcp-reassembly.js';

/** One direction of a connection. */
export interface Half {
  readonly side: StreamSide;
  /** Its first bytes, until there are enough of them to recognise the protocol. */
  head: Uint8Array;
  /** 'plain': its first bytes were neither FTP nor TLS, and the rest is skipped. */
  spoke: 'plain' | 'read' | undefined;
  /** Made when it is first needed. */
  reader: StreamReader | undefined;
}

/** One TCP connection at one place of its way. */
export interface Stream {
  ends: ConnectionEnds;
  halves: Record<Speaker, Half>;
  /** No SYN was seen: reading begins anywhere in the connection. */
  readonly begun: boolean;
  /** Neither a SYN nor a port told which end is the client. */
  readonly guessed: boolean;
  carries: Carries | undefined;
  /**
   * 'open': the protocol is not recognised yet; 'control': it is FTP, and the dialog is made with the first bytes;
   * 'other': nothing is read from it, only its sequence numbers are followed.
   */
  dialog: Record<Speaker, StreamReader> | 'open' | 'control' | 'other';
}

/** A packet with bytes, endpoints and a sequence number: what reassembly needs. */
export type Located = SnifferPacket & { src: Endpoint; dst: Endpoint; tcp: SnifferTcp & { seq: number } };

export const EMPTY = new Uint8Array(0);

export function isLocated(event: SnifferPacket): event is Located {
  const { src, dst, tcp, bytes } = event;
  return bytes !== undefined && src !== undefined && dst !== undefined && tcp?.seq !== undefined;
}

/** The connection that this packet is the first one seen of. */
export function newStream({ src, dst, tcp }: Located, budget: Budget, number: number): Stream {
  const half = (): Half => ({ side: newSide(budget), head: EMPTY, spoke: undefined, reader: undefined });
  const shown = tcp.syn ? synFrom(src, dst, tcp) : byPort(src, dst);
  const higherPort = (portOf(src) ?? 0) >= (portOf(dst) ?? 0) ? src : dst;
  const client = shown ?? higherPort;
  const server = client === src ? dst : src;
  const stream: Stream = {
    ends: {
      client: own(client),
      server: own(server),
      isn: tcp.syn ? clientIsn(tcp) : undefined,
      stream: number,
    },
    halves: { client: half(), server: half() },
    begun: !tcp.syn,
    guessed: shown === undefined,
    carries: undefined,
    dialog: 'open',
  };
  const port = portOf(server) ?? 0;
  if (isControlPort(port)) stream.carries = stream.dialog = 'control';
  else if (isMailPort(port)) stream.dialog = 'other';
  return stream;
}

/** Who sent the SYN that this packet is, or that this SYN-ACK answers. */
function synFrom(src: Endpoint, dst: Endpoint, { ack }: SnifferTcp): Endpoint {
  return ack === undefined ? src : dst;
}

/** The sequence number of that SYN: a SYN-ACK acknowledges the number after it. */
function clientIsn({ seq, ack }: Located['tcp']): number {
  return ack === undefined ? seq : (ack - 1) >>> 0;
}

/** Whether the packet belongs to this connection, and not to another one between the same two endpoints. */
export function fits(stream: Stream, { src, tcp }: Located): boolean {
  const { client, server } = stream.halves;
  const [sender, peer] = src === stream.ends.client ? [client.side, server.side] : [server.side, client.side];
  if (tcp.syn && sender.isn !== undefined) return sender.isn === tcp.seq;
  const acks = tcp.ack === undefined || peer.next === undefined ? undefined : near(tcp.ack, peer.next);
  if (sender.next === undefined) return acks === true;
  return acks !== false && (tcp.syn ? sender.next === (tcp.seq + 1) >>> 0 : near(tcp.seq, sender.next));
}

export function speakerOf({ halves }: Stream, half: Half): Speaker {
  return half === halves.client ? 'client' : 'server';
}

/** The guess was wrong: what was taken for the client is the server. */
export function swapEnds(stream: Stream): void {
  const { client, server } = stream.ends;
  stream.ends = { ...stream.ends, client: server, server: client };
  stream.halves = { client: stream.halves.server, server: stream.halves.client };
}

export function isRead({ dialog }: Stream): boolean {
  return dialog !== 'open' && dialog !== 'other';
}

export function ignoreStream(stream: Stream): void {
  stream.dialog = 'other';
  dropHeld(stream);
}

export function dropHeld({ halves }: Stream): void {
  dropSide(halves.client.side);
  dropSide(halves.server.side);
}
