import { messageOf } from '../../correlate/prints.js';
import type { Rule } from '../rule.js';

/** Packets of the data connection arrive for which the unit has no session: the other half takes another way. */
export const asymmetricRoute: Rule = {
  code: 'ASYMMETRIC_ROUTE',
  stage: 'serverLeg',
  verdict: 'failed',
  judge: (it) => {
    if (it.opened) return null;
    const traces = [...(it.near?.leg?.traces ?? []), ...(it.far?.leg?.traces ?? [])];
    const stray = traces
      .map((trace) => messageOf(trace, 'drop', ({ reason }) => reason === 'no-session-matched'))
      .find((drop) => drop !== undefined);
    if (stray === undefined) return null;
    return {
      message:
        'Packets of the data connection arrived for which the unit has no session: one direction takes another way around it.',
      evidence: [stray.moment, it.syn, it.offer.offered],
      confidence: 'likely',
      fix: [
        '# Route both directions through this unit. `set asymroute enable` ends inspection: last resort.',
      ],
    };
  },
};
