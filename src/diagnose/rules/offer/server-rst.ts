import { hasCarried } from '../../../correlate/model/leg-queries.js';
import { gap } from '../../../correlate/model/time.js';
import { legsOf } from '../../../correlate/model/vdom-chain.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { RESET_ANSWERS_WITHIN } from '../../limits.js';
import type { Rule } from '../../rule.js';
import { farEnd } from '../../facts/dialling.js';
import { isSentBack } from '../../facts/sent-back.js';
import { isShownBehind } from '../../facts/passed-on.js';
import { SERVER_LISTENER } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/**
 * True if the reset is the server's answer to the SYN. The flow trace prints the server's first packet, so a reset
 * right after the client's SYN is that; so is one that comes in before any data.
 */
function comesAtOnce({ far, syn, flow }: OfferCase): boolean {
  if (far?.reset == null || syn === null) return false;
  const { capture, direction } = far.reset;
  const isFirst = direction === 'in' && flow !== null && !legsOf(flow.connection).some(hasCarried);
  if (capture.source !== 'flow' && !isFirst) return false;
  return (gap(syn, far.reset)?.most ?? Infinity) <= RESET_ANSWERS_WITHIN;
}

/** The server answered the SYN with a reset: nothing listens on the offered port (any more). */
export const serverRst: Rule = {
  code: 'SERVER_RST',
  stage: 'serverLeg',
  verdict: 'failed',
  grade: 'A',
  title: 'the server refused the connection',
  mechanism: 'The server answered the SYN with a reset: nothing listens on the offered port, or no longer.',
  evidence: 'An RST that comes in from the server for the SYN on its side.',
  neighbours: {
    SERVER_NO_ANSWER: 'nothing came back at all',
    IPS_BLOCK:
      'the reset is made by the unit: it goes out on the client’s side, and none came in from the server',
    SERVER_PEER_CHECK: 'the connection opened first',
  },
  steps: withNames(() => [SERVER_LISTENER]),
  source: 'RFC 9293',

  judge: (it) => {
    if (!it.passive || it.opened || it.far?.reset == null) return null;
    if (isSentBack(it.far.reset)) return null;
    // If the beginning of the connection is not in the capture, the reset may have come at any time.
    const { leg, reset, syns } = it.far;
    if (
      syns.length === 0 &&
      reset.seq !== 0 &&
      leg?.isn !== it.flow?.connection.near.isn &&
      !comesAtOnce(it)
    ) {
      return null;
    }
    return {
      // Without a direction, and on one side of the unit alone, the reset may be the unit's own.
      confidence: reset.direction === 'in' || isShownBehind(it) ? 'proven' : 'likely',
      message: `The server refused the data connection: it answered the SYN to ${farEnd(it)} with a reset.`,
      evidence: [it.far.reset, it.far.syns[0], it.hit?.moment, it.offer.offered],
    };
  },
};
