import { ahead } from '../../net.js';
import type { SnifferPacket } from '../../events/sniffer.js';
import { shared } from '../../intern.js';
import type { Captures } from './captures.js';
import type { Segment } from './leg-prints.js';
import type { Leg, LargeSegments, LargeSegmentWay, Stuck } from '../model/leg.js';

/** Payload bytes from which a segment may exceed a path's MTU; smaller ones pass everywhere. */
const LARGE_PAYLOAD = 1000;
/** Repetitions kept of a segment that nobody acknowledges. */
const MAX_REPETITIONS = 6;

/** Notes large segments that are sent again, until the peer acknowledges them. */
export function watchLarge(leg: Leg, segment: Segment, event: SnifferPacket, captures: Captures): void {
  const { length = 0, direction, tcp } = event;
  const by = segment.src === leg.initiator ? 'initiator' : 'responder';
  if (leg.largeSegments !== null && tcp?.ack !== undefined) acknowledged(leg.largeSegments, by, tcp.ack);
  if (length < LARGE_PAYLOAD || segment.syn || segment.seq === undefined) return;
  leg.largeSegments ??= { ways: new Map() };
  const { ways } = leg.largeSegments;
  const key = `${by} ${direction ?? ''} ${event.origin.file}`;
  const end = (segment.seq + length) >>> 0;
  const at = event.stamp?.at ?? -Infinity;
  const way = ways.get(key);
  if (way === undefined) {
    const name = event.interface === undefined ? undefined : shared(event.interface);
    ways.set(key, { by, interface: name, next: end, at, stuck: null });
    return;
  }
  // A VLAN and its parent print one packet each.
  if (way.interface !== event.interface || (event.stamp !== undefined && at <= way.at)) return;
  way.at = at;
  if (ahead(end, way.next) > 0) way.next = end;
  else noteRepetition(way, segment.seq, event, captures);
}

/** Of several segments that are sent again the first one is stuck: the peer waits for it. */
function noteRepetition(way: LargeSegmentWay, seq: number, event: SnifferPacket, captures: Captures): void {
  const { by, interface: name } = way;
  const { length = 0, direction, tcp } = event;
  if (way.stuck === null || ahead(way.stuck.seq, seq) > 0) way.stuck = { by, seq, length, prints: [] };
  const { stuck } = way;
  if (stuck.seq !== seq || stuck.prints.length >= MAX_REPETITIONS) return;
  stuck.prints.push({ interface: name, direction, seq, ack: tcp?.ack, ...captures.keepMoment(event) });
}

function acknowledged({ ways }: LargeSegments, by: Stuck['by'], ack: number): void {
  for (const way of ways.values()) {
    if (way.by !== by && way.stuck !== null && ahead(ack, way.stuck.seq) > 0) way.stuck = null;
  }
}
