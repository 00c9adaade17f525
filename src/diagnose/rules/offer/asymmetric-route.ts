import { messageOf } from '../../../correlate/model/leg-queries.js';
import { addressOf } from '../../../net.js';
import { fixFor } from '../../wording/remedies.js';
import type { Rule } from '../../rule.js';

/** Packets of the data connection arrive for which the unit has no session: the other half takes another way. */
export const asymmetricRoute: Rule = {
  code: 'ASYMMETRIC_ROUTE',
  stage: 'serverLeg',
  verdict: 'failed',
  judge: (it) => {
    if (it.opened) return null;
    const traces = [...(it.near?.leg?.traces ?? []), ...(it.far?.leg?.traces ?? [])];
    const stray = traces.flatMap((trace) => {
      const drop = messageOf(trace, 'drop', ({ reason }) => reason === 'no-session-matched');
      return drop === undefined ? [] : [{ trace, drop }];
    })[0];
    if (stray === undefined) return null;
    const { trace } = stray;
    return {
      message: `Packets of the data connection from ${addressOf(trace.src)} to ${trace.dst} found no session on the unit: those of ${addressOf(trace.dst)} take another way around it.`,
      evidence: [stray.drop.moment, trace, it.syn, it.offer.offered],
      confidence: 'likely',
      fix: fixFor('ASYMMETRIC_ROUTE', it),
    };
  },
};
