import type { Sighting } from '../../correlate/model/leg.js';
import { legsOf } from '../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../cases/offer-case.js';
import { goesOn } from '../observations/capture-coverage.js';
import { SYN_FINAL_AFTER } from '../limits.js';

/**
 * True if a sniffer of both sides shows the answer to the SYN come in once, and after that neither the answer on its
 * way out nor any other packet of the connection, though it goes on. A repetition would prove that the unit kept it;
 * one print alone forbids to say that the handshake came to its end.
 */
export function stopsAtAnswer({ flow }: OfferCase): boolean {
  if (flow === null) return false;
  const legs = legsOf(flow.connection);
  const sniffed = legs.flatMap(({ synAcks }) => synAcks).filter(isSniffed);
  const [first] = sniffed;
  if (first === undefined || sniffed.some(({ direction }) => direction !== 'in')) return false;
  const later = legs.flatMap((leg) => [...leg.initiatorAcks, ...leg.initiatorData, ...leg.responderData]);
  const isOver = later.every((print) => !isSniffed(print)) && legs.every(({ ends }) => ends.length === 0);
  return isOver && goesOn(first, SYN_FINAL_AFTER);
}

const isSniffed = ({ capture }: Sighting): boolean => capture.source === 'sniffer';
