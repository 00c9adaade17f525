import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { capital, offerName } from '../../wording/sentences.js';
import { dialledEnd } from '../../facts/dialling.js';
import { serverRange } from '../../wording/general-steps.js';
import { globalSettings, withNames } from '../../wording/named-steps.js';
import { change } from '../../wording/steps.js';

/**
 * True if the endpoint was offered before. If it was not, the trace may have begun midway and show a retransmission
 * that matched the session of its own first SYN.
 */
function wasOfferedBefore({ offer, timeline }: OfferCase): boolean {
  const [, ...same] = timeline.offers.filter(({ endpoint }) => endpoint === offer.endpoint);
  return same.includes(offer);
}

/**
 * The same endpoint was offered again while its old session still existed, so the new SYN was taken for a packet of
 * the old session.
 */
export const offerPortReused: Rule = {
  code: 'OFFER_PORT_REUSED',
  stage: 'admission',
  verdict: 'failed',
  grade: 'B',
  title: 'the same port was offered again too soon',
  mechanism:
    'The server offered an endpoint whose last connection is still open or lingers in TIME_WAIT. The new SYN falls into the old session.',
  evidence:
    'The same address and port twice; “Find an existing session” for the new SYN, or a reset of the server.',
  neighbours: { SERVER_RST: 'the port was not used before' },
  steps: withNames(() => [
    serverRange(),
    change(
      'The time that closed connections wait back to the default of 1 s, if somebody raised it',
      '# Later packets of an old connection may then be dropped.',
      globalSettings('system global', 'set tcp-timewait-timer 1'),
    ),
  ]),
  source: 'RFC 959; RFC 1579',

  judge: (it) => {
    if (it.opened || it.hit !== null) return null;
    const old = it.flow?.connection.near.traces
      .map((trace) => messageOf(trace, 'session-match'))
      .find((match) => match !== undefined);
    const failing = old === undefined ? null : failingLine(it);
    // This search goes through all offers, perhaps a hundred thousand, so it comes last.
    if (old === undefined || failing === null || !wasOfferedBefore(it)) return null;
    return {
      message: `${capital(offerName(it))} was used before: the SYN to ${dialledEnd(it)} was taken for the old session ${old.sessionId}, which still stood.`,
      evidence: [failing, old.moment, it.syn, it.offer.offered],
      confidence: 'likely',
    };
  },
};
