import type { Cause } from '../../cause.js';
import { announced, proxyModeFor, staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

export const pasvPrivateAddressLeakedCause = {
  code: 'PASV_PRIVATE_ADDRESS_LEAKED',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'the client was told the server’s inside address',
  mechanism:
    'Nobody rewrote the 227 on its way, so it reached the client with the address behind the VIP. The client dials that, or nothing at all.',
  evidence:
    'The inside address in the 227 on the client’s side of the unit, or a SYN of the client to that address. offer_ip= in the proxy’s lines is no evidence: it is read before the rewrite and normally private.',
  neighbours: {
    PASV_MASQUERADE_MISMATCH: 'a public address, but not that of this VIP',
    PINHOLE_NOT_OPENED: 'the client ignored the address and dialled the VIP, as many do',
  },
  steps: withNames((names) => [proxyModeFor(names), [...announced(names.dialled), ...staticRangeFor(names)]]),
  source: 'FileZilla wiki (Network Configuration); vsftpd; ProFTPD NAT howto',
} as const satisfies Cause;
