import { isControlPort } from '../ftp.js';
import type { PayloadEvent } from '../events/payload.js';
import type { SnifferPacket } from '../events/sniffer.js';
import { portOf } from '../net.js';
import { concatBytes } from './bytes.js';
import { createDialog, type Carries, type Speaker } from './control-channel.js';
import {
  acknowledge,
  addSegment,
  deliverHeld,
  giveUpHoles,
  dropSide,
  lacksAcknowledged,
  lacksEnd,
  skipTo,
  type Budget,
  type PacketMoment,
  type StreamReader,
  type StreamSide,
} from './tcp-reassembly.js';
import { createRecent, type Pair } from './lru.js';
import { detectProtocol } from './detect-protocol.js';
import { recordAt } from './tls.js';
import {
  dropHeld,
  EMPTY,
  fits,
  ignoreStream,
  isLocated,
  isRead,
  newStream,
  speakerOf,
  swapEnds,
  type Half,
  type Located,
  type Stream,
} from './tcp-stream.js';

type EmitPayload = (event: PayloadEvent) => void;

/** Connections between the same two endpoints: the legs of a proxy that keeps the addresses, and reused ports. */
const MAX_STREAMS = 4;

/**
 * Reads FTP control channels and TLS handshakes from packets that carry bytes. A packet that was captured twice is
 * read once; where a proxy's two legs share their endpoints, their sequence numbers keep them apart.
 */
export function createPayloadReader(emit: EmitPayload): { packet(packet: SnifferPacket): void } {
  const recent = createRecent<Stream>(isRead, dropHeld);
  const budget: Budget = { held: 0 };
  let numbered = 0;
  const nextNumber = (): number => (numbered += 1);
  /** The next packet mostly is the same one as it leaves the unit, or its answer. */
  let latest: Pair<Stream> | undefined;

  return {
    packet(event) {
      if (!isLocated(event)) return;
      const pair =
        latest !== undefined && isOf(latest, event) ? latest : recent.of(event.src, event.dst, event.peers);
      const stream = streamOf(pair.streams, event, budget, nextNumber);
      if (stream === undefined) return;
      readSegment(stream, event, emit);
      if (pair !== latest) recent.touch(pair);
      latest = pair;
    },
  };
}

function isOf(pair: Pair<Stream>, { src, dst }: Located): boolean {
  return (pair.src === src && pair.dst === dst) || (pair.src === dst && pair.dst === src);
}

/** The packet's connection among those of its endpoints, a new one if need be; undefined where nobody wants it. */
function streamOf(
  streams: Stream[],
  event: Located,
  budget: Budget,
  nextNumber: () => number,
): Stream | undefined {
  const known = streams.find((one) => fits(one, event));
  if (known !== undefined) return known;
  if (!event.tcp.syn && !mayBeControl(event)) return undefined;
  const stream = newStream(event, budget, nextNumber());
  streams.push(stream);
  if (streams.length > MAX_STREAMS) streams.splice(0, 1).forEach(dropHeld);
  return stream;
}

/** Most packets whose SYN was not seen belong to connections of no interest, which must cost nothing. */
function mayBeControl({ src, dst, payload }: Located): boolean {
  if (payload === undefined) return false;
  return [src, dst].some((end) => isControlPort(portOf(end))) || detectProtocol(payload, true) !== null;
}

function readSegment(stream: Stream, event: Located, emit: EmitPayload): void {
  const { tcp, payload, origin, stamp } = event;
  const from: Speaker = event.src === stream.ends.client ? 'client' : 'server';
  const half = stream.halves[from];
  const peer = stream.halves[from === 'client' ? 'server' : 'client'];
  const length = Math.max(event.length ?? 0, payload?.length ?? 0);
  const seq = tcp.syn ? readSyn(half.side, peer.side, tcp) : tcp.seq;
  if (stream.dialog === 'other' || half.spoke === 'plain') {
    skipTo(half.side, (seq + length) >>> 0);
    return;
  }
  // What a packet acknowledges was said before what it says itself.
  if (tcp.ack !== undefined && acknowledge(peer.side, tcp.ack)) {
    deliverHeld(peer.side, readerOf(stream, peer, emit));
  }
  if (length === 0 && !tcp.fin) return;
  const moment = { origin, stamp, interface: event.interface, direction: event.direction };
  const isAnswer = length > 0 && tcp.ack !== undefined && stream.dialog !== 'open';
  if (isAnswer && lacksAcknowledged(peer.side, tcp.ack)) {
    readerOf(stream, peer, emit).lacksEnd(moment);
  }
  const isMet = length > 0 || half.reader !== undefined || half.side.acked !== undefined;
  if (length > 0) addSegment(half.side, seq, payload ?? EMPTY, length, moment, readerOf(stream, half, emit));
  if (!tcp.fin || !isMet) return;
  const reader = readerOf(stream, half, emit);
  giveUpHoles(half.side, reader);
  if (lacksEnd(half.side, (seq + length) >>> 0)) reader.lacksEnd(moment);
  else reader.ends(moment);
}

/** Takes the numbers that a SYN or SYN-ACK tells, and returns the number of the first byte behind it. */
function readSyn(side: StreamSide, peer: StreamSide, { seq, ack }: Located['tcp']): number {
  const first = (seq + 1) >>> 0;
  side.isn = seq;
  side.next ??= first;
  if (ack !== undefined) peer.next ??= ack;
  return first;
}

function readerOf(stream: Stream, half: Half, emit: EmitPayload): StreamReader {
  return (half.reader ??= {
    take(bytes, moment) {
      const data = concatBytes(half.head, bytes);
      half.head = EMPTY;
      if (stream.dialog === 'open') recognise(stream, half, data, moment, emit);
      else if (half.spoke === undefined) firstBytes(stream, half, data, moment, emit);
      if (half.spoke !== 'plain') dialogOf(stream, half, emit)?.take(data, moment);
    },
    gap(missing, isTold, cut) {
      half.head = EMPTY;
      if (stream.dialog === 'open' && !stream.begun) ignoreStream(stream);
      dialogOf(stream, half, emit)?.gap(missing, isTold, cut);
    },
    lacksEnd: (moment) => dialogOf(stream, half, emit)?.lacksEnd(moment),
    ends: (moment) => dialogOf(stream, half, emit)?.ends(moment),
  });
}

/** Who reads this direction; undefined while the protocol is unknown, and where nobody reads it. */
function dialogOf(stream: Stream, half: Half, emit: EmitPayload): StreamReader | undefined {
  if (stream.dialog === 'control') openDialog(stream, 'control', emit);
  return typeof stream.dialog === 'string' ? undefined : stream.dialog[speakerOf(stream, half)];
}

function openDialog(stream: Stream, carries: Carries, emit: EmitPayload): void {
  stream.carries = carries;
  stream.dialog = createDialog(stream.ends, carries, stream.begun, emit);
}

/** Tells the protocol by the first bytes of a direction. */
function recognise(
  stream: Stream,
  half: Half,
  data: Uint8Array,
  moment: PacketMoment,
  emit: EmitPayload,
): void {
  const found = detectProtocol(data, stream.begun);
  if (found === 'short') half.head = data.slice();
  else if (found === null) {
    if (stream.begun) return;
    if (recordAt(data, 0) === null) firstBytes(stream, half, data, moment, emit);
    else ignoreStream(stream);
  } else if (found.carries === 'control' && hasSpoken(stream)) {
    ignoreStream(stream);
  } else {
    if (stream.guessed && stream.halves[found.speaker] !== half) swapEnds(stream);
    half.spoke = 'read';
    openDialog(stream, found.carries, emit);
  }
}

function hasSpoken({ halves }: Stream): boolean {
  return halves.client.spoke !== undefined || halves.server.spoke !== undefined;
}

/**
 * The first bytes of a direction that are not what made the protocol known. Bytes that are no TLS, on a connection where
 * the other side speaks it, show that one side did not encrypt.
 */
function firstBytes(
  stream: Stream,
  half: Half,
  data: Uint8Array,
  moment: PacketMoment,
  emit: EmitPayload,
): void {
  half.spoke = 'read';
  if (stream.begun || stream.carries === 'control' || recordAt(data, 0) !== null) return;
  half.spoke = 'plain';
  dropSide(half.side);
  emit({
    source: 'sniffer',
    kind: 'payload-plain',
    ...moment,
    ...stream.ends,
    from: speakerOf(stream, half),
  });
  const { client, server } = stream.halves;
  if (client.spoke === 'plain' && server.spoke === 'plain') ignoreStream(stream);
}
