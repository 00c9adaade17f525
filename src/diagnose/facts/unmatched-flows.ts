import { order } from '../../correlate/model/time.js';
import { firstPrint } from '../../correlate/model/leg-queries.js';
import { type DataFlow, type Timeline, type Offer } from '../../correlate/model/timeline.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { Trace } from '../../correlate/model/leg.js';
import { isPassive } from '../../correlate/model/offer.js';
import { addressOf, portOf } from '../../net.js';
import type { ControlCase, Stray } from '../cases/control-case.js';
import { isFinal } from '../observations/capture-coverage.js';

/** Data connections go to ports from here on. */
const HIGH = 1024;

/** The tries of one data connection that no readable offer explains, where its denial is the end of the matter. */
export function deniedTries(
  strays: readonly Stray[],
  fits: (trace: Trace) => boolean = () => true,
): readonly [Stray, ...Stray[]] | null {
  const flows = new Set(strays.map(({ flow }) => flow));
  for (const flow of flows) {
    const [first, ...others] = strays.filter((one) => one.flow === flow && fits(one.trace));
    if (first === undefined) continue;
    const tried: [Stray, ...Stray[]] = [first, ...others];
    const prints = tried.map(({ trace }) => trace);
    if (isFinal(prints, null)) return tried;
  }
  return null;
}

/** The same of a session of which no offer is known. */
export function deniedStray({ control, strays }: ControlCase): readonly [Stray, ...Stray[]] | null {
  return control.offers.length > 0 ? null : deniedTries(strays);
}

/**
 * A connection of who should have dialled an offer, to a high port that nobody is known to have offered: while the offer
 * stood it may have been meant for it.
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
    if ((portOf(near.responder) ?? 0) < HIGH) return false;
    return order(from, syn) !== 'after' && order(syn, until) !== 'after';
  });
  return found ?? null;
}

/** The sender's address may be that of several sessions: a sentence that names the others. */
export function sharedWith({ rivals }: DataFlow): string {
  const others = rivals.map(({ id }) => id).join(' and ');
  return others === '' ? '' : ` It may as well have been for ${others}, whose client has the same address.`;
}
