import { messageOf } from '../../correlate/prints.js';
import { finalDenial } from '../denial.js';
import type { Rule } from '../rule.js';
import { capital, dialler, farEnd } from '../say.js';

/**
 * The connection hit the pinhole and never left the unit. Up to 7.0 an expectation borrowed its parent's next hop;
 * later kernels look up a route of their own.
 */
export const noRoute: Rule = {
  code: 'NO_ROUTE',
  stage: 'admission',
  verdict: 'failed',
  judge: (it) => {
    const denial = finalDenial(it, 'no-route');
    const { closing } = it.replies;
    const silent =
      it.hit !== null && !it.passive && it.far?.leg == null && closing?.code === 425 ? closing : null;
    const failing = denial?.drop.moment ?? silent;
    if (failing === null) return null;
    if (denial === null && !leavesBySniffer(it)) return null;
    return {
      message: `${capital(dialler(it))} reached the pinhole, but the unit sent nothing on to ${farEnd(it)}: it has no route there.`,
      evidence: [failing, it.hit?.moment, it.syn, it.offer.offered],
      confidence: denial === null ? 'possible' : 'proven',
      fix: [`# Add a route to ${farEnd(it)}, or let the client use passive mode.`],
    };
  },
};

/** The side where the packet should have left was captured: the control connection of the same client shows there. */
function leavesBySniffer(it: Parameters<Rule['judge']>[0]): boolean {
  const control = it.control?.connection;
  const sniffed = control?.near.syns.some(
    ({ capture, interface: name }) => capture.source === 'sniffer' && name !== undefined,
  );
  const routed = it.flow?.connection.near.traces.some((trace) => messageOf(trace, 'route') !== undefined);
  return sniffed === true && routed !== true;
}
