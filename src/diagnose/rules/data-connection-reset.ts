import { addressOf } from '../../net.js';
import type { End } from '../../correlate/timeline.js';
import { isBroken, resetOf } from '../broken.js';
import type { OfferCase } from '../case.js';
import { dataLegs } from '../data-tls.js';
import type { Rule } from '../rule.js';
import { offerName } from '../say.js';
import { unitReset } from '../unit-reset.js';

/** The data connection opened and was reset before either side had begun to close it. */
export const dataConnectionReset: Rule = {
  code: 'DATA_CONNECTION_RESET',
  stage: 'transfer',
  verdict: 'failed',
  judge: (it) => {
    const reset = resetOf(it);
    if (reset === null || it.far?.opened == null || !isBroken(it)) return null;
    // Another rule says so: of the two that the unit sent, either looks as if it came from an end.
    if (unitReset(it) !== null) return null;
    const units = isUnits(it, reset);
    const end = it.far.leg?.[reset.by];
    const side = (reset.by === 'initiator') === it.passive ? 'the client' : 'the server';
    const who = end === undefined ? side : `${side} ${addressOf(end)}`;
    return {
      message: `The data connection of ${offerName(it)} opened and was then reset ${units ? 'by the unit itself' : `from the side of ${who}`}, before either end had closed it.`,
      evidence: [reset, it.far.opened, it.hit?.moment, it.offer.offered],
      confidence: 'likely',
      fix: [
        `# ${units ? 'On the unit: its logs (IPS, application control, antivirus) of that second name' : `At ${who}: its log of that second names`} the reason.`,
      ],
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
