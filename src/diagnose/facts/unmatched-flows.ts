import { before, order } from '../../correlate/model/time.js';
import { firstPrint } from '../../correlate/model/leg-queries.js';
import type { ControlSession, DataFlow, Timeline, Offer } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Leg, Trace } from '../../correlate/model/leg.js';
import { isPassive } from '../../correlate/model/offer.js';
import { addressOf, FIRST_HIGH_PORT, hostPair, portOf, type Endpoint } from '../../net.js';
import type { ControlCase, Stray } from '../cases/control-case.js';
import { isFinal, isOutlasted } from '../observations/capture-coverage.js';

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
 * Denied tries that show a failed session. None, if an offer can be read, if another connection of the session opened or
 * came through a pinhole, or if the port is commonly used by another service: then the denied SYN may not belong to this
 * session.
 */
export function blamedTries(it: ControlCase, fits?: (trace: Trace) => boolean): Tries | null {
  const { control, strays, timeline, cameAbout } = it;
  if (control.offers.length > 0 || cameAbout.length > 0) return null;
  const own = strays.filter(({ flow }) => !isOtherService(flow.connection.near.responder) && isOwn(it, flow));
  return deniedTries(own, timeline, fits);
}

/** Of several open sessions of one client nobody can tell which one a connection was for: then none is blamed. */
function isOwn({ control, timeline }: ControlCase, flow: DataFlow): boolean {
  const { near } = flow.connection;
  return flow.rivals.length === 0 && !isBefore(near, control) && !hasUnseenSession(timeline, near);
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
