import { noRouteCause } from '../shared/no-route.js';
import { messageOf } from '../../../correlate/model/leg-queries.js';
import { addressOf } from '../../../net.js';
import type { Connection } from '../../../correlate/model/timeline.js';
import type { Leg } from '../../../correlate/model/leg.js';
import type { Moment } from '../../../correlate/model/moment.js';
import { unresolvedFar } from '../../facts/unanswered-arp.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { goesOn, tries } from '../../observations/capture-coverage.js';
import { reasonsOf } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { capital, dialler } from '../../wording/sentences.js';
import { farEnd } from '../../facts/dialling.js';
import { routeTo } from '../../../catalogue/host-commands.js';
import { FORWARDED_WITHIN } from '../../limits.js';
import { numbered, check, change, inClient } from '../../wording/steps.js';
import { unacknowledged } from '../../facts/unacked-syn-ack.js';

/**
 * The connection hit the pinhole and never left the unit. Up to 7.0 an expectation borrowed its parent's next hop;
 * later kernels look up a route of their own.
 */
export const noRoute: Rule = {
  ...noRouteCause,
  judge: (it) => {
    const denial = finalDenial(it, ...reasonsOf('NO_ROUTE'));
    const failing = denial?.drop.moment ?? keptInside(it);
    if (failing === null) return null;
    return {
      message: `${capital(dialler(it))} reached the pinhole, but the unit sent nothing on to ${farEnd(it)}: ${denial === null ? 'possibly it has' : 'it has'} no route there.`,
      evidence: [failing, it.hit?.moment, it.syn, it.offer.offered],
      ...(denial === null && { lacks: 'the packet on its way out' }),
      confidence: denial === null ? 'possible' : 'proven',
      steps: numbered(
        check('See what the unit knows of the way there', routeTo(addressOf(farEnd(it)))),
        change('A route to that network, where there is none'),
        inClient('Passive mode: the server then dials nobody'),
      ),
    };
  },
};

/**
 * A SYN that hit the pinhole came in again and again, or the server gave up with 425, and nothing left on the
 * interface where the same capture shows the control connection leaving.
 */
function keptInside(it: OfferCase): Moment | null {
  const { near, control } = it;
  // A drop with a line of its own is told by the rule of its reason.
  if (it.denied.length > 0 || !isKept(it) || near?.leg == null || knowsRoute(it, near.leg)) return null;
  if (!isSniffedElsewhere(control?.connection ?? null, near.interface)) return null;
  const { closing } = it.replies;
  const sniffed = near.syns.filter(
    ({ capture, direction }) => capture.source === 'sniffer' && direction === 'in',
  );
  const last = sniffed.at(-1);
  // A capture that ends with the SYN could not show it leaving.
  const isRepeated = tries(sniffed) > 1;
  if (last === undefined || (!isRepeated && !goesOn(last, FORWARDED_WITHIN))) return null;
  if (closing?.code === 425) return closing;
  return isRepeated ? last : null;
}

/** An active connection that hit the pinhole, and of which nothing is seen behind the unit. */
function isKept(it: OfferCase): boolean {
  const { hit, passive, far, opened } = it;
  // A proxy dials nobody before the server has completed its own handshake.
  return hit !== null && !passive && far?.leg == null && !opened && unacknowledged(it) === null;
}

/** A route was found for the SYN, or the unit asks for the next hop's hardware address. */
function knowsRoute(it: OfferCase, { traces }: Leg): boolean {
  return traces.some((trace) => messageOf(trace, 'route') !== undefined) || unresolvedFar(it) !== null;
}

/** Whether a sniffer shows the control connection on another interface than this one. */
function isSniffedElsewhere(control: Connection | null, here: string | null): boolean {
  const syns = [control?.near, control?.far].flatMap((leg) => leg?.syns ?? []);
  return syns.some(
    ({ capture, interface: name }) => capture.source === 'sniffer' && name !== undefined && name !== here,
  );
}
