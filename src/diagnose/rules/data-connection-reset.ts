import { isBroken, resetOf } from '../broken.js';
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
      message: `The data connection opened and was then reset from the side of ${who}, before either end had closed it.`,
      evidence: [reset, it.far.opened, it.hit?.moment, it.offer.offered],
      confidence: 'likely',
    };
  },
};
