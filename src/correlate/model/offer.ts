import type { OfferCommand } from '../../events/events.js';
import type { Endpoint } from '../../net.js';
import type { ControlSession, Moment, Offer } from './timeline.js';

/** An offer of which nothing else is known yet; without a command and a moment it is implied. */
export function newOffer(
  control: ControlSession | null,
  endpoint: Endpoint,
  said: { readonly command: OfferCommand; readonly moment: Moment } | null,
): Offer {
  return {
    id: '',
    control,
    command: said?.command ?? null,
    endpoint,
    external: null,
    offered: said?.moment ?? null,
    told: null,
    listens: [],
    freed: null,
    expectation: null,
    flow: null,
    commands: [],
    replies: [],
    next: null,
    left: null,
    lost: null,
    furtherFlows: [],
  };
}
