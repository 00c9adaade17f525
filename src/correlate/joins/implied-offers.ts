import { gap, order, when } from '../model/time.js';
import { FINAL_REPLY_WITHIN, newOffer } from '../model/offer.js';
import { firstPrint, messageOf } from '../model/leg-queries.js';
import { groupBy } from '../../collections.js';
import type { DataFlow, Expectation, Offer } from '../model/timeline.js';
import type { FtpReply } from '../model/control-channel.js';
import type { Moment } from '../model/moment.js';

/** A pinhole that a session list shows without a readable offer: somebody offered this endpoint. */
export function impliedByExpectation(expectations: readonly Expectation[]): Offer[] {
  return expectations
    .filter(({ offer }) => offer === null)
    .map((expectation) => {
      const offer = newOffer(expectation.control, expectation.mapped ?? expectation.destination, null);
      offer.external = expectation.destination;
      offer.expectation = expectation;
      expectation.offer = offer;
      expectation.control?.offers.push(offer);
      return offer;
    });
}

/** A pinhole that was hit without a readable offer. Nothing else invents one. */
export function impliedByHit(flows: readonly DataFlow[]): Offer[] {
  const implied: Offer[] = [];
  for (const flow of flows) {
    const { near, mapped } = flow.connection;
    if (flow.offer !== null || !near.traces.some((trace) => messageOf(trace, 'expectation-match'))) continue;
    const offer = newOffer(flow.control, mapped ?? near.responder, null);
    offer.external = near.responder;
    offer.flow = flow;
    flow.offer = offer;
    flow.join = { by: 'expectation-id', confidence: 'proven' };
    implied.push(offer);
    offer.control?.offers.push(offer);
  }
  for (const flow of flows) {
    if (flow.offer === null) takeFurther(flow, implied);
  }
  for (const ofOne of groupBy(implied, ({ control }) => control).values()) {
    ofOne.forEach((offer, at) => {
      takeReplies(offer, ofOne[at + 1]);
    });
  }
  return implied;
}

/** Further tries at an implied endpoint belong to it as they would to a readable offer. */
function takeFurther(flow: DataFlow, implied: readonly Offer[]): void {
  const offer = implied.find(
    (one) => one.control === flow.control && one.external === flow.connection.near.responder,
  );
  if (offer === undefined) return;
  flow.offer = offer;
  flow.join = { by: 'tuple', confidence: 'likely' };
  offer.furtherFlows.push(flow);
}

/** False where the log began after the hit: what it says may be about the next transfer. */
function tellsOf(syn: Moment, { capture }: Moment): boolean {
  const [hit, start] = [when(syn), capture.first];
  if (hit === null || start === undefined || capture.clock === undefined) return true;
  return start.at - capture.clock.offset <= hit.to;
}

function closes({ connection: { near, far } }: DataFlow, said: Moment): boolean {
  const end = near.ends[0] ?? far?.ends[0];
  const since = end === undefined ? null : gap(end, said);
  return since !== null && since.least > -FINAL_REPLY_WITHIN && since.most <= FINAL_REPLY_WITHIN;
}

/** What the control channel said after the hit, up to the next offer, where no readable offer owns it. */
function takeReplies(offer: Offer, later: Offer | undefined): void {
  const { control, flow } = offer;
  if (control === null || flow === null) return;
  const syn = firstPrint(flow.connection.near);
  if (syn === undefined) return;
  const owned = new Set<unknown>(
    control.offers.flatMap(({ replies, commands }) => [...replies, ...commands]),
  );
  const next = later?.flow;
  const end = next == null ? undefined : firstPrint(next.connection.near);
  const fits = (said: FtpReply | Offer['commands'][number]): boolean => {
    if (owned.has(said) || !(tellsOf(syn, said) || closes(flow, said))) return false;
    // One implied offer alone needs no clock: what its session says of a transfer speaks of it.
    const alone = control.offers.length === 1;
    const after = order(syn, said);
    const early = end === undefined ? null : order(said, end);
    return alone ? after !== 'after' : after === 'before' && (end === undefined || early === 'before');
  };
  offer.commands.push(...control.commands.filter(fits));
  offer.replies.push(...control.replies.filter(fits));
}
