import { before, gap, order } from '../../correlate/model/time.js';
import { firstPrint } from '../../correlate/model/leg-queries.js';
import type { ControlSession, DataFlow, Timeline, Offer } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Leg, Trace } from '../../correlate/model/leg.js';
import { isPassive } from '../../correlate/model/offer.js';
import { addressOf, FIRST_HIGH_PORT, hostPair, portOf, type Endpoint } from '../../net.js';
import { isOfferCommand, isTransfer } from '../../ftp.js';
import type { ControlCase, Stray } from '../cases/control-case.js';
import { isFinal, isOutlasted } from '../observations/capture-coverage.js';
import { isRefused } from '../observations/drop-reason.js';
import { REDIAL_WITHIN } from '../limits.js';

type Tries = readonly [Stray, ...Stray[]];

/** The tries of one data connection that no readable offer explains, if its denial is final. */
export function deniedTries(
  strays: readonly Stray[],
  { captures }: Timeline,
  fits: (trace: Trace) => boolean = () => true,
): Tries | null {
  const flows = new Set(strays.map(({ flow }) => flow));
  for (const flow of flows) {
    const [first, ...others] = strays.filter((one) => one.flow === flow && fits(one.trace));
    if (first === undefined) continue;
    const tried: [Stray, ...Stray[]] = [first, ...others];
    const prints = tried.map(({ trace }) => trace);
    if (isFinal(prints, null) || isOutlasted(prints, captures)) return tried;
  }
  return null;
}

/**
 * Denied tries that show a failed session. None, if an offer can be read, if another connection of the session
 * opened, or if the port is commonly used by another service: then the denied SYN may not belong to this session.
 */
export function blamedTries(it: ControlCase, fits?: (trace: Trace) => boolean): Tries | null {
  const { control, strays, timeline, cameAbout } = it;
  if (control.offers.some(({ command }) => command !== null) || cameAbout.length > 0) return null;
  if (lostAnOffer(control)) return null;
  const own = strays.filter(
    ({ flow }) => !isOtherService(flow.connection.near.responder) && isOwnOrAlike(it, flow),
  );
  const tried = deniedTries(own, timeline, fits);
  return tried === null || soonAdmitted(control, tried[0].trace) ? null : tried;
}

/**
 * Of several open sessions of one client nobody can tell which one a connection was for. It is only blamed where they are
 * all alike: none of them had a data connection yet.
 */
function isOwnOrAlike({ control, timeline }: ControlCase, flow: DataFlow): boolean {
  const { near } = flow.connection;
  if (isBefore(near, control) || hasUnseenSession(timeline, near)) return false;
  return flow.rivals.length === 0 || [control, ...flow.rivals].every(({ offers }) => offers.length === 0);
}

/** What came before the session began was for another one, which the capture does not show. */
function isBefore(near: Leg, { connection }: ControlSession): boolean {
  const [syn, start] = [firstPrint(near), connection?.near.syns[0]];
  return syn !== undefined && start !== undefined && before(syn, start);
}

/** A pinhole between the same hosts that belongs to none of the sessions shown: there was another one. */
function hasUnseenSession({ flows }: Timeline, { initiator, responder }: Leg): boolean {
  const hosts = hostPair(initiator, responder);
  return flows.some(
    ({ control, connection: { near } }) =>
      control === null && hostPair(near.initiator, near.responder) === hosts,
  );
}

/**
 * A pinhole of the session was used, and replies to its transfers are read: its offer could be read too, and the capture
 * lost those lines. Then it may as well have lost what the denied SYN was for.
 */
function lostAnOffer({ offers, replies }: ControlSession): boolean {
  const isRead = replies.some(({ command = '' }) => isTransfer(command) || isOfferCommand(command));
  return offers.length > 0 && isRead;
}

/** The same for a session without any known offer. */
export function triesWithoutOffer(it: ControlCase): Tries | null {
  return it.control.offers.length > 0 ? null : blamedTries(it, isRefused);
}

/**
 * True if the client dialled another offer shortly after it was denied: then it got what it wanted through the
 * pinhole of that one.
 */
function soonAdmitted({ offers }: ControlSession, denied: Moment): boolean {
  return offers.some(({ flow }) =>
    flow?.connection.near.syns.some((syn) => {
      const since = gap(denied, syn);
      return since !== null && since.least <= REDIAL_WITHIN && since.most >= 0;
    }),
  );
}

/** High ports that are commonly used by other services: VPN, databases, web interfaces, remote desktops, telephony. */
const SERVICES: ReadonlySet<number> = new Set([
  ...[
    1194, 1433, 1494, 1521, 1723, 1883, 2049, 2375, 2376, 3000, 3128, 3268, 3269, 3306, 3389, 4433, 4443,
    4500,
  ],
  ...[5000, 5060, 5061, 5222, 5432, 5601, 5671, 5672, 5900, 5901, 5985, 5986, 6379, 6443, 7443, 8000, 8008],
  ...[
    8010, 8080, 8081, 8088, 8443, 8444, 8530, 8531, 8888, 9000, 9090, 9100, 9200, 9443, 10443, 11211, 27017,
  ],
]);

export function isOtherService(end: Endpoint): boolean {
  return SERVICES.has(portOf(end) ?? 0);
}

/**
 * A connection by the host that should have dialled the offer, while the offer stood, to a high port that nobody is
 * known to have offered: it may have been meant for this offer.
 */
export function besideOffer(
  { strays }: Timeline,
  offer: Offer,
  from: Moment,
  until: Moment,
): DataFlow | null {
  const { control } = offer;
  if (control === null) return null;
  const dialler = isPassive(offer) ? control.client : (control.mappedServer ?? control.server);
  const found = strays.get(control)?.find(({ connection: { near } }) => {
    const syn = firstPrint(near);
    if (syn === undefined || dialler === null || addressOf(near.initiator) !== addressOf(dialler))
      return false;
    if ((portOf(near.responder) ?? 0) < FIRST_HIGH_PORT) return false;
    return order(from, syn) !== 'after' && order(syn, until) !== 'after';
  });
  return found ?? null;
}

/** A sentence that names other sessions from the same client address: the connection may have been for one of them. */
export function sharedWith({ rivals }: DataFlow): string {
  const others = rivals.map(({ id }) => id).join(' and ');
  return others === '' ? '' : ` It may as well have been for ${others}, whose client has the same address.`;
}
