import type { OfferCommand } from '../../ftp.js';
import { addressOf, portOf, type Endpoint } from '../../net.js';
import { isActiveSourcePort, isPassiveCommand } from '../../ftp.js';
import type { ControlSession, Offer } from './timeline.js';
import type { Moment } from './moment.js';

/** Seconds after a data connection's end within which its final reply comes; a reply to the next transfer comes later. */
export const FINAL_REPLY_WITHIN = 2;

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
    toldToClient: null,
    listens: [],
    expectationFreed: null,
    expectation: null,
    flow: null,
    commands: [],
    replies: [],
    next: null,
    leftBehindBy: null,
    wordsLostAt: null,
    furtherFlows: [],
  };
}

/** The server offers and the client dials. An implied offer is passive unless the session's server is who dialled. */
export function isPassive({ command, flow, control, expectation }: Offer): boolean {
  if (command !== null) return isPassiveCommand(command);
  const dialler = flow?.connection.near.initiator ?? expectation?.source;
  if (dialler === undefined) return true;
  // Of a session that nobody names, the server's port for active mode tells who dials.
  if (control === null || control.client === null) return !isActiveSourcePort(portOf(dialler));
  if (addressOf(dialler) === addressOf(control.client)) return true;
  return ![control.server, control.mappedServer].some(
    (end) => end !== null && addressOf(end) === addressOf(dialler),
  );
}
