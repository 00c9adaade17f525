import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { askedBy, endAfter, isLast, isReply, saidAfter } from '../../observations/control-dialogue.js';
import { inBrackets } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { checkServer } from '../../wording/steps.js';

/**
 * Reply 530 to USER or PASS, and no later login. Some servers also say 530 when they want TLS first, so TLS must not
 * follow.
 */
export const loginFailed: ControlRule = {
  code: 'LOGIN_FAILED',
  stage: 'control',
  verdict: 'failed',
  grade: 'A',
  title: 'the server refused the login',
  mechanism: 'The account, its password or its right to log in was refused before any offer.',
  evidence: 'Reply 530 before any offer.',
  neighbours: { OFFER_REFUSED: '530 in answer to PASV, EPSV, PORT or EPRT' },
  steps: withNames(() => [
    checkServer('See the account; some servers demand TLS before the login, and then 530 says so'),
  ]),
  source: 'RFC 959',

  judge: ({ timeline, control }) => {
    if (control.offers.length > 0) return null;
    const refused = control.replies.filter(
      (reply) => reply.code === 530 && ['USER', 'PASS', 'ACCT'].includes(askedBy(control, reply) ?? ''),
    );
    const last = refused.at(-1);
    if (last === undefined || !isLast(control, last)) return null;
    const later = saidAfter(control, last);
    const wentOn = later.some((said) =>
      isReply(said) ? [230, 232, 234].includes(said.code) : said.command === 'AUTH',
    );
    const hello = control.tls.find(({ record }) => record === 'client-hello');
    const toTls = hello?.moment.capture === last.capture && hello.moment.order > last.order;
    if (wentOn || toTls) return null;
    return {
      message: `The server refused the login of ${control.client ?? 'the client'} with reply 530${inBrackets(last.text)}, so there was never an offer.`,
      evidence: [last, ...refused.slice(0, -1), endAfter(control, last)],
      lacks: 'a later login',
      steps: stepsFor(loginFailed.steps, { control, timeline }),
    };
  },
};
