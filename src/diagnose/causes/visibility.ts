import type { Cause } from '../cause.js';
import { CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING } from '../wording/general-fixes.js';
import { withNames, policyFor } from '../wording/named-fixes.js';

export const visibility: readonly Cause[] = [
  {
    code: 'NPU_OFFLOAD_HIDES_PACKETS',
    stage: 'transfer',
    verdict: 'inconclusive',
    grade: 'A',
    title: 'packets passed in hardware, unseen',
    mechanism:
      'Sniffer and flow trace see only what the CPU handles. Once a network processor takes a session over, its packets are shown no more, although they flow.',
    evidence:
      'The handshake and then nothing, while the session’s counters grow or 226 comes; offload=8/8 or the like in its npu info.',
    neighbours: {
      CAPTURE_FILTER_TOO_NARROW: 'not even the handshake is there',
      MTU_BLACKHOLE: 'no_ofld_reason is filled: the CPU saw it all, and packets really stop',
    },
    fix: withNames((names) => [
      '# For the time of the test only: this policy then runs on the CPU.',
      policyFor(names, 'set auto-asic-offload disable'),
    ]),
    source: 'Fortinet KB 194368; hardware acceleration guide',
  },
  {
    code: 'CAPTURE_FILTER_TOO_NARROW',
    stage: 'syn',
    verdict: 'inconclusive',
    grade: 'A',
    title: 'the capture’s filter leaves out the data connection',
    mechanism:
      'A filter on port 21 cannot show a data connection. A filter on the outside address misses the server’s side behind the VIP, and ICMP from routers on the way.',
    evidence: 'The text of filters=[…].',
    neighbours: {
      DATA_SYN_NOT_SEEN: 'the filter covers the hosts, and there is still no SYN',
      CAPTURE_TOO_SHORT: 'the filter is wide enough, the time is not',
    },
    fix: withNames(() => [...CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING]),
    source: 'Fortinet KB 369498, 194222',
  },
  {
    code: 'CAPTURE_TOO_SHORT',
    stage: 'syn',
    verdict: 'inconclusive',
    grade: 'B',
    title: 'the capture ends too early',
    mechanism:
      'The capture stops, or its count of packets is used up, before the decision. What is missing may have happened right after.',
    evidence:
      'The number received equals the count that was asked for, or the last stamp is close behind the offer.',
    neighbours: { TRACE_COUNT_USED_UP: 'the flow trace’s own count' },
    fix: withNames(() => ['# A count of 0 runs until Ctrl-C.', ...CAPTURE_BY_HOSTS, CAPTURE_EVERYTHING]),
    source: 'Fortinet KB 194222',
  },
  {
    code: 'TRACE_COUNT_USED_UP',
    stage: 'syn',
    verdict: 'inconclusive',
    grade: 'B',
    title: 'the flow trace used up its count',
    mechanism:
      'The flow trace shows as many packets as trace start N allows, and then stays silent. The data SYN may have come later.',
    evidence: 'Exactly N different trace ids, and nothing after them.',
    neighbours: { CAPTURE_TOO_SHORT: 'the same for the sniffer' },
    fix: withNames(() => [
      '# A larger number costs nothing until packets match the filter.',
      'diagnose debug flow trace start 10000',
      CAPTURE_EVERYTHING,
    ]),
    source: 'Fortinet KB 190119',
  },
  {
    code: 'DATA_SYN_UNEXPLAINED',
    stage: 'syn',
    verdict: 'inconclusive',
    grade: 'B',
    title: 'a data SYN that no offer in the capture explains',
    mechanism:
      'Beside offers that can be read the session’s client dialled another high port (in active mode the server did), and nothing came of it. Its offer may lie outside of the capture, be unreadable, have been changed on the way, or belong to another client behind the same address; or it is no FTP at all. It is blamed on no offer.',
    evidence:
      'A SYN between the hosts of a control session, denied, refused or unanswered, to an endpoint that no offer names, while the session lasts.',
    neighbours: {
      PINHOLE_NOT_OPENED: 'no offer of the session can be read at all, and the SYN was denied',
      OFFER_UNREADABLE: 'the answer that may have offered the endpoint is there, but cannot be read',
      SHARED_NAT_AMBIGUOUS: 'offers that fit are there, but several of them',
    },
    fix: withNames(() => [
      '# WAD debug, flow trace and sniffer together, from before the login: the offer shows in one of them.',
      CAPTURE_EVERYTHING,
    ]),
    source: 'contract of this program: a SYN is never given to an offer that does not name it',
  },
  {
    code: 'CLOCKS_DO_NOT_JOIN',
    stage: 'syn',
    verdict: 'remark',
    grade: 'A',
    title: 'the clocks of two captures have nothing in common',
    mechanism:
      'Two sources stamp with different clocks or zones and share no SYN. Their events cannot be ordered closer than the clocks are known.',
    evidence: 'No sequence number of a SYN stands in both sources.',
    neighbours: { CAPTURE_TOO_SHORT: 'they were taken at different times and cannot share anything' },
    fix: withNames(() => [
      '# Capture all at once, with local time in the sniffer. A known difference can be given: --offset sniffer=-2h',
      CAPTURE_EVERYTHING,
    ]),
    source: 'Fortinet KB 189531 (its own captures differ by two hours)',
  },
  {
    code: 'LOG_DAMAGED',
    stage: 'syn',
    verdict: 'remark',
    grade: 'A',
    title: 'the text was damaged by copying',
    mechanism:
      'The terminal wrapped or overwrote lines, or a page lost characters. What is repaired is counted; what is lost cannot be judged.',
    evidence:
      'A line’s tail that repeats its own digits after blanks, a broken record, a hex dump with a wrong offset.',
    neighbours: { INSUFFICIENT_EVIDENCE: 'the text is whole, and the deciding line was never captured' },
    fix: withNames(() => [
      '# Let the terminal program log the SSH session to a file, instead of copying from its window.',
    ]),
    source: 'Fortinet KB 189531 (its own captures)',
  },
  {
    code: 'INSUFFICIENT_EVIDENCE',
    stage: 'syn',
    verdict: 'inconclusive',
    grade: 'A',
    title: 'the capture does not show the deciding step',
    mechanism:
      'What decides lies outside of what was captured. That a line is not there proves nothing unless the capture had to show it: filter, interface, time and offload all matter.',
    evidence: 'The stages that the report marks as not captured.',
    neighbours: {
      CAPTURE_FILTER_TOO_NARROW: 'the filter is to blame',
      NPU_OFFLOAD_HIDES_PACKETS: 'the hardware is to blame',
    },
    fix: withNames(() => [CAPTURE_EVERYTHING]),
    source: 'how fgtrace decides',
  },
  {
    code: 'PREREQUISITES_MET',
    stage: 'expectation',
    verdict: 'inconclusive',
    grade: 'A',
    title: 'the configuration has what explicit FTPS needs',
    mechanism:
      'No session was captured, and the configuration meets every known condition: a VIP for the control port, a policy that admits it, proxy mode, FTPS deep inspection and protocol options that read FTP on this port.',
    evidence: 'The lines of the VIP, of the policy and of its profiles.',
    neighbours: {
      INSUFFICIENT_EVIDENCE: 'a part of the configuration is not shown',
      PINHOLE_WORKED: 'a capture shows that it works',
    },
    fix: withNames(() => [CAPTURE_EVERYTHING]),
    source: 'Fortinet KB 189531, 257070',
  },
];
