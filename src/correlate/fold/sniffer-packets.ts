import type { SnifferPacket, SnifferTcp } from '../../events/sniffer.js';
import { type Endpoint, addressOf, endpoint } from '../../net.js';
import { shared, own } from '../../intern.js';
import type { ArpTable } from './arp.js';
import type { Captures } from './captures.js';
import { knownPair } from './known-pair.js';
import { type Segment, addsNothing, keepsAnother, addSighting } from './leg-prints.js';
import type { LegTable } from './leg-table.js';
import { watchPassage } from './passages.js';
import { watchLarge } from './retransmissions.js';
import type { Leg } from '../model/leg.js';
import type { Capture } from '../model/moment.js';
import type { Unreachable } from '../model/timeline.js';

/** ICMP errors kept per run; further ones are ignored. */
const MAX_ICMP_ERRORS = 4000;
const UNREACHABLE =
  /^icmp6?: (?:(?:net|host) )?(?<host>[\da-fA-F.:]+)(?: (?:tcp|udp) port (?<port>\d+)| protocol \d+)? unreachable/;

/** A wrapped or cut line: still an ICMP error, but its target is unknown. */
const CUT = /^icmp6?: [\da-f:.]*(?: (?:tcp|udp)?(?: port?)?[ \d]*)?$/;

/** What sniffed packets are folded into. */
interface PacketState {
  readonly captures: Captures;
  readonly legs: LegTable;
  readonly arp: ArpTable;
  readonly unreachable: Unreachable[];
}

/** Adds a sniffed TCP packet to its leg; keeps ICMP errors and ARP. */
export function foldPacket(event: SnifferPacket, { captures, legs, arp, unreachable }: PacketState): void {
  const { src, dst, tcp } = event;
  const capture = captures.captureOf(event);
  if (src === undefined || dst === undefined) arp.event(event);
  else if (tcp !== undefined)
    foldSegment(event, segmentOf(src, dst, tcp, event.length), capture, captures, legs);
  else {
    captures.noteCoverage(capture, { ...event, src, dst }, undefined);
    if (unreachable.length < MAX_ICMP_ERRORS) foldIcmp(event, src, dst, captures, unreachable);
  }
}

function foldIcmp(
  event: SnifferPacket,
  src: Endpoint,
  dst: Endpoint,
  captures: Captures,
  unreachable: Unreachable[],
): void {
  const { host, port } = UNREACHABLE.exec(event.text)?.groups ?? {};
  const target = host === undefined ? null : endpoint(own(host), port === undefined ? null : Number(port));
  if (target === null && !CUT.test(event.text)) return;
  const moment = captures.keepMoment(event);
  unreachable.push({ ...moment, reporter: own(src), sentTo: own(dst), target, text: own(event.text) });
}

function segmentOf(src: Endpoint, dst: Endpoint, tcp: SnifferTcp, length = 0): Segment {
  const { syn, fin, rst, seq, ack, psh } = tcp;
  return { src, dst, syn, fin, rst, seq, ack, data: psh || length > 0 };
}

function foldSegment(
  event: SnifferPacket,
  segment: Segment,
  capture: Capture,
  captures: Captures,
  legs: LegTable,
): void {
  const known = event.peers && knownPair(event.peers);
  const leg = legs.find(segment, known);
  const { interface: name, direction } = event;
  captures.noteCoverage(
    capture,
    { src: segment.src, dst: segment.dst, interface: name, direction },
    leg ?? known,
  );
  if (leg === undefined) return;
  noteHops(event, segment, capture);
  if (segment.data) {
    leg.lastDataIn = capture;
    leg.lastDataAt = event.stamp?.at ?? Infinity;
  }
  watchLarge(leg, segment, event, captures);
  watchPassage(leg, segment, event, capture, captures);
  if (!keepsAnother(leg, segment, capture) || isTold(leg, segment, event, capture)) return;
  // Written key by key: an object made by spreading takes a quarter more memory.
  const { stamp, order, line } = captures.keepMoment(event);
  addSighting(leg, segment, {
    capture,
    stamp,
    order,
    line,
    interface: event.interface === undefined ? undefined : shared(event.interface),
    direction: event.direction,
    seq: segment.seq,
    ack: segment.ack,
  });
}

/** Hosts whose hop limit is remembered of a capture. */
const MAX_HOSTS = 4096;

/** A reset may be the unit's own, in a host's name. */
function noteHops({ hops, direction }: SnifferPacket, { src, rst }: Segment, capture: Capture): void {
  if (hops === undefined || direction !== undefined || rst) return;
  const host = addressOf(src);
  const known = capture.hops.get(host);
  if (known === undefined && capture.hops.size < MAX_HOSTS) capture.hops.set(own(host), hops);
  else if (known !== undefined && known !== hops) capture.hops.set(host, null);
}

/** Data packets with payload kept per leg: TLS verdicts need their sequence numbers (sample tls13-ended-by-client). */
const MAX_PAYLOAD_PACKETS = 8;

function isTold(leg: Leg, segment: Segment, event: SnifferPacket, capture: Capture): boolean {
  if (event.payload === undefined) return addsNothing(leg, segment, capture, event.direction);
  const { syn, fin, rst } = segment;
  return !syn && !fin && !rst && leg.initiatorData.length + leg.responderData.length >= MAX_PAYLOAD_PACKETS;
}
