import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { onServer } from '../../wording/steps.js';

export const offerRefusedCause = {
  code: 'OFFER_REFUSED',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'the server refused to offer',
  mechanism:
    'The server answered PASV, EPSV, PORT or EPRT with an error. There is nothing to open a pinhole for.',
  evidence: 'A reply of 4xx or 5xx to that command: 421, 425, 500, 501, 502, 522 or 530.',
  neighbours: {
    EPRT_FAMILY_REFUSED: '522: another address family is wanted',
    EPSV_ALL: 'EPSV ALL stands before it',
    LOGIN_FAILED: '530: the client is not logged in',
  },
  steps: withNames(() => [
    onServer(
      'vsftpd: allow both modes',
      '# Active mode makes the server dial out to clients.',
      'pasv_enable=YES',
      'port_enable=YES',
    ),
  ]),
  source: 'RFC 959; RFC 2428',
} as const satisfies Cause;
