import type { Interest, PacketHead } from '../events.js';
import type { Captures, Noted } from './captures.js';
import { carriesOn, hasRoom, type LegTable, type Segment } from './legs.js';
import type { Between } from './pairs.js';
import type { Capture, Leg } from './timeline.js';

/** What is known of the two ends of a packet, so that it need not be looked for with each. */
interface Known extends Noted {
  between: Between | undefined;
}

/**
 * Most packets say nothing that is not kept already: to see that of the header alone takes a tenth of the time. They
 * count and show that they were there, as they do in `foldPacket`, which the others go to.
 */
export function createHeadFold(captures: Captures, legs: LegTable): Interest['packet'] {
  /** The leg of a packet of which nothing would be kept; null where it would have none, undefined where it has to be looked at. */
  const passing = (head: PacketHead, known: Known, capture: Capture): Leg | null | undefined => {
    const { way, syn, fin, rst, seq, ack, psh } = head;
    if (head.proto !== 6) return null;
    if (known.between === undefined || known.between.legs.length === 0) {
      const between = legs.between(way.src, way.dst);
      if (between === null) return null;
      known.between = between;
    }
    if (syn || fin || rst) return undefined;
    const both = known.between?.legs;
    const leg = both?.[0];
    if (leg === undefined || both?.length !== 1 || leg.bulk !== null) return undefined;
    const segment: Segment = { src: way.src, dst: way.dst, syn, fin, rst, seq, ack, data: psh };
    return hasRoom(leg, segment) && !carriesOn(leg, segment, capture, head.direction) ? undefined : leg;
  };
  return (head) => {
    const { file, stamp, way } = head;
    const capture = captures.latest('sniffer', file, stamp);
    if (capture === undefined) return true;
    const known = (way.known ??= { between: undefined, shown: undefined }) as Known;
    const leg = passing(head, known, capture);
    if (leg === undefined) return true;
    captures.of({ source: 'sniffer', origin: { file }, stamp });
    captures.covers(capture, way, head.interface, leg ?? known);
    if (leg === null) return false;
    leg.latest = captures.now();
    if (head.psh) {
      leg.saidIn = capture;
      leg.saidAt = stamp.at;
    }
    return false;
  };
}
