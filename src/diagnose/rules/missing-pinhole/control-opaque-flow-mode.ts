import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { Moment } from '../../../correlate/model/moment.js';
import { weakest } from '../../observations/confidence.js';
import { passiveRange, proxyMode } from '../../wording/config-steps.js';
import { known } from '../../../configuration/setting-evidence.js';
import { opensFtps } from '../../../configuration/profiles.js';
import { aPolicy } from '../../wording/config-objects.js';
import type { PinholeCause, Reason } from '../../pinhole-cause.js';
import type { Denied } from '../../facts/denied-data-syn.js';
import { isOpaque, UNSEEN } from '../../facts/opaque-control.js';
import { proxyModeFor, staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check, type Draft } from '../../wording/steps.js';

/** Flow mode: the IPS engine cannot read an encrypted control channel (seed, KB 189531). */
export const controlOpaqueFlowMode: PinholeCause = {
  code: 'CONTROL_OPAQUE_FLOW_MODE',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'flow mode cannot read FTPS',
  mechanism:
    'The policy inspects in flow mode. The IPS engine does not read the encrypted FTP commands, so nobody learns of the offer and no pinhole is made.',
  evidence:
    'AUTH TLS and 234, or port 990; “send to ips” without “send to application layer”; no wad_ftp_ lines; inspection-mode flow, or a complete listing of the policy without that line.',
  neighbours: {
    CONTROL_OPAQUE_NO_DEEP_INSPECTION: 'lines of the proxy for the session: then it is proxy mode',
    HELPER_BLIND_AFTER_AUTH: 'the session helper watched the same session and lost it at AUTH TLS',
  },
  steps: withNames((names) => [proxyModeFor(names), staticRangeFor(names)]),
  source: 'Fortinet KB 189531',

  find: (it) => {
    const opaque = isOpaque(it);
    if (opaque === null || it.proxied) return null;
    const { policy, all } = it.settings;
    const mode = policy && known(policy, policy.inspectionMode, all);
    if (policy === null || mode === null) return opaque === 'yes' && it.toIps ? fromTrace(it) : null;
    if (mode.value !== 'flow') return null;
    return {
      says: `${aPolicy(policy)} inspects in flow mode, which cannot read an encrypted control channel`,
      lines: [mode, toIps(it), it.control.tls[0]?.moment],
      doubt: opaque === 'maybe' ? UNSEEN : undefined,
      confidence:
        opaque === 'maybe'
          ? 'possible'
          : weakest([it.settings.confidence, mode.certain ? 'proven' : 'likely']),
      steps: numbered(proxyMode(policy, opensFtps(policy, all)?.value ?? null, all), rangeOf(it.settings)),
    };
  },
};

/**
 * The trace alone cannot tell flow mode from proxy mode with a profile that leaves FTPS closed: in both the session
 * goes to the IPS engine.
 */
function fromTrace(it: Denied): Reason {
  const auth = it.control.commands.find(({ command }) => command === 'AUTH');
  return {
    says: 'the encrypted control session was handed to the IPS engine alone, which cannot read it: its policy is in flow mode, or in proxy mode without deep inspection',
    lines: [toIps(it), auth, it.control.tls[0]?.moment],
    confidence: 'likely',
    steps: numbered(
      check(
        'Look at the policy first: FTPS needs inspection-mode proxy and a profile with FTPS deep inspection',
        `show full-configuration firewall policy ${it.control.policy ?? '<policy-id>'}`,
      ),
    ),
  };
}

/** The way without proxy mode, where a VIP forwards ports one by one. */
function rangeOf({ vip, policy }: Denied['settings']): Draft[] {
  return vip?.portforward.value === true ? passiveRange(vip, policy) : [];
}

function toIps(it: Denied): Moment | undefined {
  return it.control.connection?.near.traces
    .map((trace) => messageOf(trace, 'inspect', ({ by }) => by === 'ips')?.moment)
    .find((moment) => moment !== undefined);
}
