import { noRouteCause } from '../shared/no-route.js';
import { messageOf } from '../../../correlate/model/leg-queries.js';
import { addressOf } from '../../../net.js';
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
      confidence: denial === null ? 'possible' : 'proven',
      fix: [
        '# What does the unit know of the way there? Without a route, add one to that network:',
        routeTo(addressOf(farEnd(it))),
        '# Or passive mode in the client: the server then dials nobody.',
      ],
    };
  },
};

/**
 * A SYN that hit the pinhole came in again and again, or the server gave up with 425, and nothing left on the
 * interface where the same capture shows the control connection leaving.
 */
function keptInside(it: OfferCase): Moment | null {
  const control = it.control?.connection;
  const near = it.near;
  // A drop with a line of its own is told by the rule of its reason.
  if (it.denied.length > 0) return null;
  if (it.hit === null || it.passive || it.far?.leg != null || it.opened || near?.leg == null) return null;
  if (near.leg.traces.some((trace) => messageOf(trace, 'route') !== undefined)) return null;
  // If the unit asks for the next hop's hardware address, it knows the route.
  if (unresolvedFar(it) !== null) return null;
  const shown = [control?.near, control?.far]
    .flatMap((leg) => leg?.syns ?? [])
    .some(
      ({ capture, interface: name }) =>
        capture.source === 'sniffer' && name !== undefined && name !== near.interface,
    );
  if (!shown) return null;
  const { closing } = it.replies;
  const sniffed = near.syns.filter(
    ({ capture, direction }) => capture.source === 'sniffer' && direction === 'in',
  );
  const last = sniffed.at(-1);
  // A capture that ends with the SYN could not show it leaving.
  if (last === undefined || (tries(sniffed) < 2 && !goesOn(last, FORWARDED_WITHIN))) return null;
  return closing?.code === 425 ? closing : tries(sniffed) > 1 ? last : null;
}
