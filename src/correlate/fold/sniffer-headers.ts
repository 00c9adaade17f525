import type { Interest, PacketHead } from '../../events/interest.js';
import type { Captures } from './captures.js';
import { knownPair, type KnownPair } from './known-pair.js';
import { addsNothing, keepsAnother, type Segment } from './leg-prints.js';
import type { LegTable } from './leg-table.js';
import { goesForward } from './passages.js';
import type { Leg } from '../model/leg.js';
import type { Capture } from '../model/moment.js';

/**
 * Most packets add nothing to what is kept. Seeing that from the header alone takes a tenth of the time of making an
 * event. Such packets are still counted and noted as coverage; all others go on to `foldPacket`.
 */
export function createHeaderFold(captures: Captures, legs: LegTable): Interest['packet'] {
  /** The leg of a packet that adds nothing to it; undefined where the packet has to be read in full. */
  const legOf = (head: PacketHead, known: KnownPair, capture: Capture): Leg | undefined => {
    const { src, dst, syn, fin, rst, seq, ack, psh } = head;
    if (syn || fin || rst) return undefined;
    const both = legs.between(head, known);
    const leg = both?.[0];
    if (leg === undefined || both?.length !== 1 || leg.largeSegments !== null) return undefined;
    if (!goesForward(leg, head, capture)) return undefined;
    const segment: Segment = { src, dst, syn, fin, rst, seq, ack, data: psh };
    const isTold = addsNothing(leg, segment, capture, head.direction) || !keepsAnother(leg, segment, capture);
    return isTold ? leg : undefined;
  };
  return (head) => {
    const { file, stamp, peers } = head;
    const capture = captures.latest('sniffer', file, stamp);
    if (capture === undefined) return true;
    const known = knownPair(peers);
    const isNobodys = head.proto !== 6 || legs.isOther(head, known);
    const leg = isNobodys ? undefined : legOf(head, known, capture);
    if (!isNobodys && leg === undefined) return true;
    captures.count(capture, stamp);
    captures.noteCoverage(capture, head, leg ?? known);
    if (leg === undefined) return false;
    leg.latestOrder = captures.eventsSoFar();
    if (head.psh) {
      leg.lastDataIn = capture;
      leg.lastDataAt = stamp.at;
    }
    return false;
  };
}
