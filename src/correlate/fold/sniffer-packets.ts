import type { SnifferPacket } from '../../events/sniffer.js';
import { endpoint } from '../../net.js';
import { shared, own } from '../../intern.js';
import type { ArpTable } from './arp.js';
import type { Captures } from './captures.js';
import { type LegTable, type Segment, addsNothing, hasRoom, addSighting } from './leg-table.js';
import { watchLarge } from './retransmissions.js';
import type { Leg } from '../model/leg.js';
import type { Capture } from '../model/moment.js';
import type { Unreachable } from '../model/timeline.js';

/** ICMP errors kept; more would say the same. */
const ERRORS = 4000;
const UNREACHABLE = /^icmp6?: (?:host )?(?<host>\S+)(?: (?:tcp|udp) port (?<port>\d+))? unreachable/;

/** A wrapped or cut line: an error all the same, nobody knows about what. */
const CUT = /^icmp6?: [\da-f:.]*(?: (?:tcp|udp)?(?: port?)?[ \d]*)?$/;

/** Puts a sniffed TCP packet on its leg and keeps what ICMP says of an endpoint. */
export function foldPacket(
  event: SnifferPacket,
  captures: Captures,
  legs: LegTable,
  unreachable: Unreachable[],
  arp: ArpTable,
): void {
  const { src, dst, tcp } = event;
  const capture = captures.captureOf(event);
  if (src === undefined || dst === undefined) {
    arp.event(event);
    return;
  }
  if (tcp === undefined) {
    captures.noteCoverage(capture, { src, dst }, event.interface, undefined);
    const { host, port } = UNREACHABLE.exec(event.text)?.groups ?? {};
    const target = host === undefined ? null : endpoint(own(host), port === undefined ? null : Number(port));
    if ((target === null && !CUT.test(event.text)) || unreachable.length >= ERRORS) return;
    const moment = captures.keepMoment(event);
    unreachable.push({ ...moment, reporter: own(src), sentTo: own(dst), target, text: own(event.text) });
    return;
  }
  const segment = {
    src,
    dst,
    syn: tcp.syn,
    fin: tcp.fin,
    rst: tcp.rst,
    seq: tcp.seq,
    ack: tcp.ack,
    data: tcp.psh || (event.length ?? 0) > 0,
  };
  const leg = legs.find(segment);
  captures.noteCoverage(capture, segment, event.interface, leg);
  if (leg === undefined) return;
  if (segment.data) {
    leg.lastDataIn = capture;
    leg.lastDataAt = event.stamp?.at ?? Infinity;
  }
  watchLarge(leg, segment, event, captures);
  if (!hasRoom(leg, segment) || isTold(leg, segment, event, capture)) return;
  // Key by key: an object that is spread into another one takes a quarter more room.
  const { stamp, order, line } = captures.keepMoment(event);
  addSighting(leg, segment, {
    capture,
    stamp,
    order,
    line,
    interface: event.interface === undefined ? undefined : shared(event.interface),
    direction: event.direction,
    seq: tcp.seq,
    ack: tcp.ack,
  });
}

/** What is said in bytes that are shown may ask for the numbers of its packet (tls13-ended-by-client does). */
const SHOWN = 8;

function isTold(leg: Leg, segment: Segment, event: SnifferPacket, capture: Capture): boolean {
  if (event.payload === undefined) return addsNothing(leg, segment, capture, event.direction);
  const { syn, fin, rst } = segment;
  return !syn && !fin && !rst && leg.initiatorData.length + leg.responderData.length >= SHOWN;
}
