import type { Endpoint } from '../../net.js';
import { messageOf } from '../prints.js';
import type { ControlSession, DataFlow, Expectation, Offer } from '../timeline.js';

/**
 * A pinhole that was hit, made or listed without a readable offer: somebody offered this endpoint. Nothing else
 * invents an offer.
 */
export function impliedOffers(flows: readonly DataFlow[], expectations: readonly Expectation[]): Offer[] {
  const implied: Offer[] = [];
  for (const expectation of expectations) {
    if (expectation.offer !== null) continue;
    const offer = imply(expectation.control, expectation.mapped ?? expectation.destination);
    offer.external = expectation.destination;
    offer.expectation = expectation;
    expectation.offer = offer;
    implied.push(offer);
  }
  for (const flow of flows) {
    if (flow.offer !== null) continue;
    const { near, mapped } = flow.connection;
    const hit = near.traces.some((trace) => messageOf(trace, 'expectation-match') !== undefined);
    if (!hit) continue;
    const target = mapped ?? near.responder;
    const known = implied.find(
      (offer) => offer.flow === null && (offer.endpoint === target || offer.external === near.responder),
    );
    const offer = known ?? imply(flow.control, target);
    offer.external ??= near.responder;
    offer.flow = flow;
    flow.offer = offer;
    flow.join = { by: 'expectation-id', confidence: 'proven' };
    if (known === undefined) implied.push(offer);
  }
  for (const offer of implied) offer.control?.offers.push(offer);
  // Further tries at an implied endpoint belong to it as they would to a readable offer.
  for (const flow of flows) {
    if (flow.offer !== null) continue;
    const offer = implied.find(
      (one) =>
        one.flow !== null && one.control === flow.control && one.external === flow.connection.near.responder,
    );
    if (offer === undefined) continue;
    flow.offer = offer;
    flow.join = { by: 'tuple', confidence: 'likely' };
    offer.furtherFlows.push(flow);
  }
  return implied;
}

function imply(control: ControlSession | null, end: Endpoint): Offer {
  return {
    id: '',
    control,
    command: null,
    endpoint: end,
    external: null,
    offered: null,
    told: null,
    listens: [],
    freed: null,
    expectation: null,
    flow: null,
    commands: [],
    replies: [],
    next: null,
    furtherFlows: [],
  };
}
