import type {
  Configuration,
  Policy,
  ProtocolOptions,
  SslSshProfile,
  Vip,
} from '../../configuration/configuration.js';
import type { ControlSession, Timeline } from '../../correlate/model/timeline.js';
import type { Confidence } from '../../document.js';
import { only, sameVdom } from '../../configuration/setting-evidence.js';
import { protocolOptionsOf, sslProfileOf } from '../../configuration/profiles.js';
import { answersAt, leadsTo, namesOf, policiesNaming } from '../../configuration/vips.js';

/** What the configuration sets for one control session. A setting is null if it is not shown, or if several fit. */
export interface SessionSettings {
  readonly all: Configuration;
  readonly vip: Vip | null;
  readonly policy: Policy | null;
  /** How sure the policy is: proven if the trace or the session list prints its id, likely if only its VIP tells. */
  readonly confidence: Confidence;
  readonly sslProfile: SslSshProfile | null;
  readonly protocolOptions: ProtocolOptions | null;
}

export function settingsOf(control: ControlSession, { configuration: all }: Timeline): SessionSettings {
  const vip = vipOf(control, all);
  const policy = control.policy === null ? policyFor(control, vip, all) : policyById(control, vip, all);
  return {
    all,
    vip,
    policy,
    confidence: control.policy === null ? 'likely' : 'proven',
    sslProfile: policy && sslProfileOf(policy, all),
    protocolOptions: policy && protocolOptionsOf(policy, all),
  };
}

function vipOf({ server, mappedServer, vdom }: ControlSession, all: Configuration): Vip | null {
  if (server === null) return null;
  return only(
    all.vips.filter(
      (vip) =>
        sameVdom(vip.vdom, vdom) &&
        answersAt(vip, server) &&
        (mappedServer === null || leadsTo(vip, mappedServer)),
    ),
  );
}

/** Policy ids are unique only within one VDOM and one address family. */
function policyById({ policy, vdom }: ControlSession, vip: Vip | null, all: Configuration): Policy | null {
  const found = all.policies.filter((one) => one.name === policy && sameVdom(one.vdom, vdom));
  return only(found) ?? only(found.filter((one) => vip !== null && names(one, vip, all)));
}

function policyFor(control: ControlSession, vip: Vip | null, all: Configuration): Policy | null {
  if (vip === null) return null;
  const near = control.connection?.near;
  const from = near?.traces[0]?.interface ?? near?.syns[0]?.interface;
  return only(
    policiesNaming(vip, all).filter(
      ({ status, srcintf }) =>
        status.value && (from === undefined || srcintf.value.includes(from) || srcintf.value.includes('any')),
    ),
  );
}

function names({ dstaddr }: Policy, vip: Vip, all: Configuration): boolean {
  return namesOf(vip, all).some((name) => dstaddr.value.includes(name));
}
