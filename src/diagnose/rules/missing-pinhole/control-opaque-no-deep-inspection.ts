import { weakest } from '../../observations/confidence.js';
import { deepInspection } from '../../wording/config-steps.js';
import { aPolicy, aProfile } from '../../wording/config-objects.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { closedProfile } from '../../facts/closed-profile.js';
import { isOpaque, UNSEEN } from '../../facts/opaque-control.js';
import { deepInspectionFor, staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered } from '../../wording/steps.js';

/** Proxy mode with an SSL profile that leaves FTPS closed: the proxy passes the encrypted commands on unread. */
export const controlOpaqueNoDeepInspection: PinholeCause = {
  code: 'CONTROL_OPAQUE_NO_DEEP_INSPECTION',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the proxy does not decrypt FTPS',
  mechanism:
    'The policy is in proxy mode, but its SSL profile only looks at certificates, or does nothing for FTPS. The proxy passes the encrypted commands on unread.',
  evidence:
    'Proxy mode with certificate-inspection, no-inspection or a profile whose ftps status is not deep-inspection; no offer in the proxy’s lines.',
  neighbours: {
    EXPLICIT_FTPS_NOT_REDIRECTED: 'the other way to hand FTPS to the proxy, explicit-ftp-tls, is off as well',
    CONTROL_OPAQUE_FLOW_MODE: 'no line of the proxy at all, and flow mode in the policy',
  },
  steps: withNames((names) => [deepInspectionFor(names), staticRangeFor(names)]),
  source: 'Fortinet KB 257070, 189531',

  find: (it) => {
    const opaque = isOpaque(it);
    const closed = opaque === null ? null : closedProfile(it);
    if (closed === null) return null;
    const { policy, mode } = closed;
    if (closed.redirect?.value === false && it.tls === 'explicit' && !it.proxied) return null;
    return {
      says: `${aPolicy(policy)} is in proxy mode, but its SSL ${aProfile({ name: policy.sslSshProfile.value })} does not decrypt FTPS, so the proxy cannot read the control channel`,
      lines: [closed.closed, mode, closed.redirect?.value === true ? closed.redirect : null],
      doubt: opaque === 'maybe' ? UNSEEN : undefined,
      confidence:
        opaque === 'maybe'
          ? 'possible'
          : weakest([
              it.settings.confidence,
              closed.closed.certain && closed.redirect?.value !== true ? 'proven' : 'likely',
            ]),
      steps: numbered(deepInspection(policy, it.settings.all)),
    };
  },
};
