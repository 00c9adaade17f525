import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { onServer } from '../../wording/steps.js';

export const reply421Cause = {
  code: 'REPLY_421',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: '421: the server closed the service',
  mechanism: 'The server ended the session: idle for too long, too many connections, or it shuts down.',
  evidence: 'Reply 421, to a command or unasked.',
  neighbours: { CONTROL_IDLE_TIMEOUT: 'the unit forgot the session, and no reply says so' },
  steps: withNames(() => [
    onServer(
      'vsftpd: a longer life for idle sessions',
      '# They then hold their place for longer.',
      'idle_session_timeout=900',
    ),
  ]),
  source: 'RFC 959',
} as const satisfies Cause;
