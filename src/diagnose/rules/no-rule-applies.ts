import type { Cause } from '../cause.js';
import { CAPTURE_EVERYTHING } from '../wording/general-steps.js';
import { withNames, noSteps } from '../wording/named-steps.js';

/** For a control session that opened and about which no rule has anything to say. */
export const CONTROL_OPENED: Cause = {
  code: 'CONTROL_OPENED',
  stage: 'control',
  verdict: 'worked',
  grade: 'A',
  title: 'the control connection opened',
  mechanism:
    'The client reached the FTP server and both sides talked. It says nothing yet about any data connection: each of those has a verdict of its own.',
  evidence:
    'A SYN-ACK or payload of the control connection, a reply, a line of the proxy for this session, or its entry in a session list.',
  neighbours: {
    CONTROL_NEVER_OPENED: 'only SYNs, drops or a reset, and no answer of the server',
    LOGIN_FAILED: 'it opened, but the server refused the login',
  },
  steps: noSteps,
  source: 'RFC 959',
};

/** For an offer, a control session or a configuration that no rule can decide. */
export const INSUFFICIENT_EVIDENCE: Cause = {
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
  steps: withNames(() => [CAPTURE_EVERYTHING]),
  source: 'how fgtrace decides',
};
