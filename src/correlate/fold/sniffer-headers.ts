import type { Interest, PacketHead } from '../../events/interest.js';
import type { Captures, CoverageNote } from './captures.js';
import { addsNothing, hasRoom, type LegTable, type Segment } from './leg-table.js';
import type { Between } from './leg-index.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { Leg } from '../model/leg.js';
import type { Capture } from '../model/moment.js';

/** What is known of two endpoints, so that it need not be looked for with each packet between them. */
interface Known extends CoverageNote {
  between: Between | undefined;
  /** How much had been learned when nothing was to be expected between them; -1 where something is. */
  other: number;
}

/**
 * Most packets say nothing that is not kept already: to see that of the header alone takes a tenth of the time. They
 * count and show that they were there, as they do in `foldPacket`, which the others go to.
 */
export function createHeaderFold(
  captures: Captures,
  legs: LegTable,
  places: KnownEndpoints,
): Interest['packet'] {
  const isOther = ({ src, dst }: PacketHead, known: Known): boolean => {
    if (known.other >= 0 && known.other < places.learned())
      known.other = places.isOther(src) || places.isOther(dst) ? places.learned() : -1;
    return known.other >= 0;
  };
  /** The leg of a packet of which nothing would be kept; undefined where it has to be looked at. */
  const legOf = (head: PacketHead, known: Known, capture: Capture): Leg | undefined => {
    const { src, dst, syn, fin, rst, seq, ack, psh } = head;
    if (syn || fin || rst) return undefined;
    if (known.between === undefined || known.between.legs.length === 0)
      known.between = legs.between(src, dst);
    const both = known.between?.legs;
    const leg = both?.[0];
    if (leg === undefined || both?.length !== 1 || leg.largeSegments !== null) return undefined;
    const segment: Segment = { src, dst, syn, fin, rst, seq, ack, data: psh };
    return hasRoom(leg, segment) && !addsNothing(leg, segment, capture, head.direction) ? undefined : leg;
  };
  return (head) => {
    const { file, stamp, peers } = head;
    const capture = captures.latest('sniffer', file, stamp);
    if (capture === undefined) return true;
    const known = (peers.known ??= { between: undefined, coveredIn: undefined, other: 0 }) as Known;
    const isNobodys = head.proto !== 6 || isOther(head, known);
    const leg = isNobodys ? undefined : legOf(head, known, capture);
    if (!isNobodys && leg === undefined) return true;
    captures.captureOf({ source: 'sniffer', origin: { file }, stamp });
    captures.noteCoverage(capture, head, head.interface, leg ?? known);
    if (leg === undefined) return false;
    leg.latestOrder = captures.eventsSoFar();
    if (head.psh) {
      leg.lastDataIn = capture;
      leg.lastDataAt = stamp.at;
    }
    return false;
  };
}
