import type { Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { unconfirmed } from '../../facts/missing-final-reply.js';
import { noSteps } from '../../wording/named-steps.js';
import { numbered, check, checkServer } from '../../wording/steps.js';

/** The transfer began and its connection was closed, but no reply ever said how it ended. */
export const reply150Without226: Rule = {
  code: 'REPLY_150_WITHOUT_226',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'begun and never confirmed',
  mechanism:
    'The transfer began, its connection closed, and no final reply came, although the capture goes on for long enough.',
  evidence: '150 or 125, the end of the data connection, then no 226 and no error.',
  neighbours: {
    CONTROL_IDLE_TIMEOUT: 'the control session had been silent for an hour',
    ANTIVIRUS_HOLD: 'the proxy still holds the file',
    CAPTURE_TOO_SHORT: 'the capture ends too early to tell',
  },
  steps: noSteps,
  source: 'RFC 959',

  judge: (it) => {
    const found = unconfirmed(it);
    const { opening } = it.replies;
    if (found === null || opening === null) return null;
    const how = found.isClosed
      ? 'and the server closed the control connection without a word'
      : 'and its connection closed, but no reply confirmed it: the session went on to something else';
    return {
      message: `The transfer of ${offerName(it)} began with reply ${opening.code} ${how}.`,
      evidence: [found.line, found.fin, opening, it.offer.offered],
      lacks: 'the reply',
      confidence: 'likely',
      steps: numbered(
        checkServer('Read its log of that second'),
        check('See whether the reply is held back (antivirus), and whether the session is gone'),
      ),
    };
  },
};
