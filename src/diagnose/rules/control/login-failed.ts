import type { ControlRule } from '../../rule.js';
import { fixFor } from '../../wording/remedies.js';
import { askedBy, endAfter, isLast, isReply, saidAfter } from '../../observations/control-dialogue.js';
import { inBrackets } from '../../wording/sentences.js';

/** 530 to USER or PASS, and no later login. Some servers say 530 where they want TLS first, so TLS must not follow. */
export const loginFailed: ControlRule = {
  code: 'LOGIN_FAILED',
  verdict: 'failed',
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
      fix: fixFor('LOGIN_FAILED', { control, timeline }),
    };
  },
};
