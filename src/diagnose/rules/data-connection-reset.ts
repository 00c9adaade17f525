import type { End } from '../../correlate/timeline.js';
import { isBroken, resetOf } from '../broken.js';
import type { OfferCase } from '../case.js';
import { dataLegs } from '../data-tls.js';
import type { Rule } from '../rule.js';

/** The data connection opened and was reset before either side had begun to close it. */
export const dataConnectionReset: Rule = {
  code: 'DATA_CONNECTION_RESET',
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const reset = resetOf(it);
    if (reset === null || it.far?.opened == null || !isBroken(it)) return null;
    const who =
      reset.by === 'initiator'
        ? it.passive
          ? 'the client'
          : 'the server'
        : it.passive
          ? 'the server'
          : 'the client';
    return {
      message: `The data connection opened and was then reset ${isUnits(it, reset) ? 'by the unit itself' : `from the side of ${who}`}, before either end had closed it.`,
      evidence: [reset, it.far.opened, it.hit?.moment, it.offer.offered],
      confidence: 'likely',
    };
  },
};

/** A proxy passes a reset on with another number: where none came in, it made this one itself. */
function isUnits(it: OfferCase, reset: End): boolean {
  const ends = dataLegs(it).flatMap((leg) => leg.ends);
  return (
    it.proxied &&
    reset.direction === 'out' &&
    !ends.some((end) => end.type === 'rst' && end.direction === 'in')
  );
}
