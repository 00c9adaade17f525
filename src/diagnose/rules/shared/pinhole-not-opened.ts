import type { Cause } from '../../cause.js';
import { anyPinholeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

export const pinholeNotOpenedCause = {
  code: 'PINHOLE_NOT_OPENED',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'no pinhole took the connection',
  mechanism:
    'There was an offer, seen or necessarily made inside of TLS, but no expectation session took the connection that followed: it met the ordinary rules and was denied. Mostly none was made; without the proxy’s own debug the capture shows neither that nor why.',
  evidence:
    'An offer, or a client that dials a high port of the VIP right after TLS on the control channel; no expectation and no EXP line; the data SYN is denied.',
  neighbours: {
    CONTROL_OPAQUE_FLOW_MODE: 'the configuration or the flow trace shows flow mode',
    CONTROL_OPAQUE_NO_DEEP_INSPECTION: 'proxy mode, but TLS is not opened',
    EXPECTATION_OPEN_FAILED: 'the proxy shows the offer and nothing after it',
    VIP_PORT_NOT_FORWARDED: 'what the denied SYN then lacked',
  },
  steps: withNames(anyPinholeFor),
  source: 'Fortinet KB 189531',
} as const satisfies Cause;
