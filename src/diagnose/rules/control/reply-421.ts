import { isPassiveCommand } from '../../../ftp.js';
import type { ControlRule } from '../../rule.js';
import { askedBy } from '../../observations/control-dialogue.js';
import { isBeforeLogin } from '../../observations/unfinished-login.js';
import { inBrackets } from '../../wording/sentences.js';
import { reply421Cause } from '../shared/reply-421.js';
import { numbered, onServer } from '../../wording/steps.js';

const PER_ADDRESS = '# Clients behind one NAT address share the limit of an address.';
const LIMITS = numbered([
  onServer(
    'vsftpd: more sessions, in all and for each address',
    PER_ADDRESS,
    'max_clients=2000',
    'max_per_ip=50',
  ),
  onServer('ProFTPD: more sessions for each address', PER_ADDRESS, 'MaxClientsPerHost 50'),
]);

/** The server closed the session before anybody had logged in. After a login, 421 usually ends an idle session. */
export const reply421: ControlRule = {
  ...reply421Cause,
  judge: ({ control }) => {
    const closed = control.replies.find(({ code }) => code === 421);
    if (closed === undefined || control.offers.length > 0) return null;
    if (isPassiveCommand(askedBy(control, closed)) || !isBeforeLogin(control, closed)) return null;
    return {
      message: `The server closed the session of ${control.client ?? 'the client'} with reply 421${inBrackets(closed.text)} before the login was complete.`,
      evidence: [closed],
      steps: LIMITS,
    };
  },
};
