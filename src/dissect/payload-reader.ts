import { isControlPort } from '../ftp.js';
import type { PayloadEvent } from '../events/payload.js';
import type { SnifferPacket, SnifferTcp } from '../events/sniffer.js';
import { portOf, type Endpoint } from '../net.js';
import { own } from '../intern.js';
import { concatBytes } from './bytes.js';
import { createDialog, type Carries, type ConnectionEnds, type Speaker } from './control-channel.js';
import {
  acknowledge,
  addSegment,
  dropSide,
  skipTo,
  lacksEnd,
  near,
  newSide,
  deliverHeld,
  type Budget,
  type PacketMoment,
  type StreamReader,
  type StreamSide,
} from './tcp-reassembly.js';
import { byPort, isMailPort } from './initiator-by-port.js';
import { createRecent, type Pair } from './lru.js';
import { detectProtocol } from './detect-protocol.js';
import { recordAt } from './tls.js';

interface Half {
  readonly side: StreamSide;
  /** Its first bytes until what they begin is recognised. */
  head: Uint8Array;
  /** 'plain': its first bytes are of no interest but for not being TLS. */
  spoke: 'plain' | 'read' | undefined;
  /** Made when it is first needed. */
  reader: StreamReader | undefined;
}

/** One TCP connection at one place. */
interface Stream {
  ends: ConnectionEnds;
  halves: Record<Speaker, Half>;
  /** No SYN was seen: reading begins anywhere, and `ends` may be a guess. */
  readonly begun: boolean;
  readonly guessed: boolean;
  carries: Carries | undefined;
  /**
   * 'control': a dialog is made of the first bytes; 'other': what it carries is of no interest, only its sequence
   * numbers are followed.
   */
  dialog: Record<Speaker, StreamReader> | 'open' | 'control' | 'other';
}

type Located = SnifferPacket & { src: Endpoint; dst: Endpoint; tcp: SnifferTcp & { seq: number } };

/** Between the same two endpoints: the legs of a proxy that keeps them, and reused ports. */
const MAX_STREAMS = 4;
const EMPTY = new Uint8Array(0);

/**
 * Reads FTP control channels and TLS handshakes from packets that carry bytes. A packet that was captured twice is
 * read once; where a proxy's two legs share their endpoints, their sequence numbers keep them apart.
 */
export function createPayloadReader(emit: (event: PayloadEvent) => void): {
  packet(packet: SnifferPacket): void;
} {
  const recent = createRecent<Stream>(isRead, dropHeld);
  const budget: Budget = { held: 0 };
  /** The next packet is mostly the same as it leaves, or an answer. */
  let latest: Pair<Stream> | undefined;

  function packet(event: SnifferPacket): void {
    if (!isLocated(event)) return;
    const pair = latest !== undefined && isOf(latest, event) ? latest : recent.of(event.src, event.dst);
    const { streams } = pair;
    let stream = streams.find((one) => fits(one, event));
    if (stream === undefined) {
      if (!event.tcp.syn && !mayBeControl(event)) return;
      stream = begin(event);
      streams.push(stream);
      if (streams.length > MAX_STREAMS) streams.splice(0, 1).forEach(dropHeld);
    }
    readSegment(stream, event);
    if (pair !== latest) recent.touch(pair);
    latest = pair;
  }

  function begin(event: Located): Stream {
    const { src, dst, tcp } = event;
    const shown = tcp.syn ? (tcp.ack === undefined ? src : dst) : byPort(src, dst);
    const guess = (portOf(src) ?? 0) >= (portOf(dst) ?? 0) ? src : dst;
    const client = shown ?? guess;
    const isn = tcp.syn ? (tcp.ack === undefined ? tcp.seq : (tcp.ack - 1) >>> 0) : undefined;
    const ends = { client: own(client), server: own(client === src ? dst : src), isn };
    const half = (): Half => ({ side: newSide(budget), head: EMPTY, spoke: undefined, reader: undefined });
    const stream: Stream = {
      ends,
      halves: { client: half(), server: half() },
      begun: !tcp.syn,
      guessed: shown === undefined,
      carries: undefined,
      dialog: 'open',
    };
    const port = portOf(ends.server) ?? 0;
    if (isControlPort(port)) {
      stream.carries = 'control';
      stream.dialog = 'control';
    } else if (isMailPort(port)) stream.dialog = 'other';
    return stream;
  }

  function readSegment(stream: Stream, event: Located): void {
    const { tcp, payload, origin, stamp } = event;
    const from: Speaker = event.src === stream.ends.client ? 'client' : 'server';
    const half = stream.halves[from];
    const peer = stream.halves[from === 'client' ? 'server' : 'client'];
    const seq = tcp.syn ? (tcp.seq + 1) >>> 0 : tcp.seq;
    const length = Math.max(event.length ?? 0, payload?.length ?? 0);
    if (tcp.syn) {
      half.side.isn = tcp.seq;
      half.side.next ??= seq;
      if (tcp.ack !== undefined) peer.side.next ??= tcp.ack;
    }
    if (stream.dialog === 'other' || half.spoke === 'plain') skipTo(half.side, (seq + length) >>> 0);
    else {
      // What a packet acknowledges was said before what it says.
      if (tcp.ack !== undefined && acknowledge(peer.side, tcp.ack))
        deliverHeld(peer.side, (peer.reader ??= readerOf(stream, peer)));
      if (length === 0 && !tcp.fin) return;
      const moment = { origin, stamp, interface: event.interface };
      const isMet = length > 0 || half.reader !== undefined || half.side.acked !== undefined;
      if (length > 0)
        addSegment(
          half.side,
          seq,
          payload ?? EMPTY,
          length,
          moment,
          (half.reader ??= readerOf(stream, half)),
        );
      if (tcp.fin && isMet && lacksEnd(half.side, (seq + length) >>> 0))
        (half.reader ??= readerOf(stream, half)).lacksEnd(moment);
    }
  }

  function readerOf(stream: Stream, half: Half): StreamReader {
    const dialogOf = (): StreamReader | undefined => {
      if (stream.dialog === 'control')
        stream.dialog = createDialog(stream.ends, 'control', stream.begun, emit);
      const from = half === stream.halves.client ? 'client' : 'server';
      return typeof stream.dialog === 'string' ? undefined : stream.dialog[from];
    };
    return {
      take(bytes, moment) {
        const data = concatBytes(half.head, bytes);
        half.head = EMPTY;
        if (stream.dialog === 'open') decide(stream, half, data, moment);
        else if (half.spoke === undefined) begins(stream, half, data, moment);
        if (half.spoke !== 'plain') dialogOf()?.take(data, moment);
      },
      gap(missing) {
        half.head = EMPTY;
        if (stream.dialog === 'open' && !stream.begun) ignoreStream(stream);
        dialogOf()?.gap(missing);
      },
      lacksEnd: (moment) => dialogOf()?.lacksEnd(moment),
    };
  }

  function decide(stream: Stream, half: Half, data: Uint8Array, moment: PacketMoment): void {
    const found = detectProtocol(data, stream.begun);
    if (found === 'short') half.head = data.slice();
    else if (found === null) {
      if (stream.begun) return;
      if (recordAt(data, 0) === null) begins(stream, half, data, moment);
      else ignoreStream(stream);
    } else if (found.carries === 'control' && Object.values(stream.halves).some(({ spoke }) => spoke)) {
      ignoreStream(stream);
    } else {
      if (stream.guessed && stream.halves[found.speaker] !== half) swapEnds(stream);
      half.spoke = 'read';
      stream.carries = found.carries;
      stream.dialog = createDialog(stream.ends, found.carries, stream.begun, emit);
    }
  }

  /** A side begins to speak, and neither FTP nor TLS: beside TLS on the other side that tells something. */
  function begins(stream: Stream, half: Half, data: Uint8Array, moment: PacketMoment): void {
    half.spoke = 'read';
    if (stream.begun || stream.carries === 'control' || recordAt(data, 0) !== null) return;
    half.spoke = 'plain';
    dropSide(half.side);
    const from = half === stream.halves.client ? 'client' : 'server';
    emit({ source: 'sniffer', kind: 'payload-plain', ...moment, ...stream.ends, from });
    const { client, server } = stream.halves;
    if (client.spoke === 'plain' && server.spoke === 'plain') ignoreStream(stream);
  }

  return { packet };
}

function isLocated(event: SnifferPacket): event is Located {
  const { src, dst, tcp, bytes } = event;
  return bytes !== undefined && src !== undefined && dst !== undefined && tcp?.seq !== undefined;
}

function isOf(pair: Pair<Stream>, { src, dst }: Located): boolean {
  return (pair.src === src && pair.dst === dst) || (pair.src === dst && pair.dst === src);
}

function fits(stream: Stream, { src, tcp }: Located): boolean {
  const { client, server } = stream.halves;
  const [own, peer] = src === stream.ends.client ? [client.side, server.side] : [server.side, client.side];
  if (tcp.syn && own.isn !== undefined) return own.isn === tcp.seq;
  const acks = tcp.ack === undefined || peer.next === undefined ? undefined : near(tcp.ack, peer.next);
  if (own.next === undefined) return acks === true;
  return acks !== false && (tcp.syn ? own.next === (tcp.seq + 1) >>> 0 : near(tcp.seq, own.next));
}

/** In the middle of a connection: most are of no interest and shall cost nothing. */
function mayBeControl({ src, dst, payload }: Located): boolean {
  if (payload === undefined) return false;
  return [src, dst].some((end) => isControlPort(portOf(end))) || detectProtocol(payload, true) !== null;
}

/** The guess was wrong: what was taken for the client is the server. */
function swapEnds(stream: Stream): void {
  const { client, server, isn } = stream.ends;
  stream.ends = { client: server, server: client, isn };
  stream.halves = { client: stream.halves.server, server: stream.halves.client };
}

function isRead({ dialog }: Stream): boolean {
  return dialog !== 'open' && dialog !== 'other';
}

function ignoreStream(stream: Stream): void {
  stream.dialog = 'other';
  dropHeld(stream);
}

function dropHeld({ halves }: Stream): void {
  dropSide(halves.client.side);
  dropSide(halves.server.side);
}
