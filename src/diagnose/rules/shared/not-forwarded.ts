import type { Cause } from '../../cause.js';
import { withNames } from '../../wording/named-steps.js';
import { check } from '../../wording/steps.js';

/** For an offer, `stage` is the stage that the kept packet belongs to. */
export const notForwardedCause = {
  code: 'NOT_FORWARDED',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'the unit kept a packet',
  mechanism:
    'A packet came in and the unit never sent it on. A session helper keeps a reply that it cannot rewrite, such as a 227 that is spread over two segments; an inspecting profile or a rule may drop without a line.',
  evidence:
    'A capture of both sides prints a packet as coming in, again and again, and never as going out: a SYN or its answer, a word of the control channel, a ClientHello, data or a FIN.',
  neighbours: {
    SERVER_NO_ANSWER: 'the SYN did leave',
    CLIENT_NO_ACK: 'the SYN-ACK did leave',
    MTU_BLACKHOLE: 'a large segment left and vanished on the way, or a router says that it was too large',
    POLICY_DENY: 'a line of the flow trace tells why',
  },
  steps: withNames(({ client }) => [
    check(
      'Trace the flow: it names the reason, or what looked at the packet last; a sniffer does not tell why the unit keeps it',
      `diagnose debug flow filter addr ${client}`,
      'diagnose debug flow show function-name enable',
      'diagnose debug flow trace start 10000',
      'diagnose debug enable',
    ),
  ]),
  source: 'a laboratory with the FTP helper of the Linux kernel; Fortinet KB 190119 (flow trace)',
} as const satisfies Cause;
