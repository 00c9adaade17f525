import type { ControlRule } from '../control-case.js';
import { fixFor } from '../fixes.js';
import { askedBy } from '../said.js';

/** The server closed the service before anybody could log in. After a login 421 is mostly the end of an idle session. */
export const reply421: ControlRule = {
  code: 'REPLY_421',
  verdict: 'failed',
  judge: ({ control }) => {
    const closed = control.replies.find(({ code }) => code === 421);
    if (closed === undefined || control.offers.length > 0) return null;
    const loggedIn = control.replies.some(({ code }) => code === 230 || code === 232);
    const toOffer = ['PASV', 'EPSV'].includes(askedBy(control, closed) ?? '');
    if (loggedIn || toOffer) return null;
    return {
      message: `The server closed the session of ${control.client ?? 'the client'} with reply 421 before the login was complete${closed.text === '' ? '' : `: "${closed.text}"`}.`,
      evidence: [closed],
      fix: [
        '# On the server: its limits of sessions (in all, and for each address) and its log.',
        ...fixFor('REPLY_421', control),
      ],
    };
  },
};
