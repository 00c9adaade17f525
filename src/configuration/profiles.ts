import type { Configuration, Policy, ProtocolOptions, SslSshProfile } from './configuration.js';
import type { ProfileSetting } from './policy-lookups.js';
import { known, sameVdom, type Known } from './setting-evidence.js';

/** FortiOS's own read-only profiles, and whether they decrypt FTPS. */
const READ_ONLY: Readonly<Record<string, boolean>> = {
  'no-inspection': false,
  'certificate-inspection': false,
  'deep-inspection': true,
};

export function isReadOnly(profile: string): boolean {
  return profile in READ_ONLY;
}

export function sslProfileOf(policy: Policy, all: Configuration): SslSshProfile | null {
  return named(all.sslSshProfiles, policy.sslSshProfile.value, policy);
}

export function protocolOptionsOf(policy: Policy, all: Configuration): ProtocolOptions | null {
  return named(all.protocolOptions, policy.profileProtocolOptions.value, policy);
}

/** Other policies that a change of this profile changes as well. */
export function alsoUsedBy(policy: Policy, which: ProfileSetting, all: Configuration): string[] {
  return all
    .policiesWithProfile(which, policy[which].value)
    .filter((other) => other !== policy && sameVdom(other.vdom, policy.vdom))
    .map(({ name }) => name);
}

/**
 * Whether the policy's SSL profile opens FTPS: the profile's own lines tell it, else the name of one that FortiOS
 * brings along. Null where neither does. The default status of FTPS is deep inspection.
 */
export function opensFtps(policy: Policy, all: Configuration): Known<boolean> | null {
  const name = known(policy, policy.sslSshProfile, all);
  if (name === null) return null;
  const profile = sslProfileOf(policy, all);
  if (profile === null) {
    const value = READ_ONLY[name.value];
    return value === undefined ? null : { ...name, value };
  }
  if (profile.inspectAll.value === 'deep-inspection' && profile.inspectAll.from !== 'default')
    return { value: true, line: profile.inspectAll.from, certain: true };
  const status = known(profile, profile.ftpsStatus, all);
  return status && { ...status, value: status.value === 'deep-inspection' };
}

/** A profile of the administrator's own that says to open FTPS, for a policy whose profile does not. */
export function openingProfile({ vdom }: Policy, all: Configuration): SslSshProfile | null {
  const says = ({ ftpsStatus }: SslSshProfile): boolean =>
    ftpsStatus.from !== 'default' && ftpsStatus.value === 'deep-inspection';
  return (
    all.sslSshProfiles.find(
      (profile) => !isReadOnly(profile.name) && sameVdom(profile.vdom, vdom) && says(profile),
    ) ?? null
  );
}

function named<T extends { name: string; vdom: string | undefined }>(
  profiles: readonly T[],
  name: string,
  { vdom }: Policy,
): T | null {
  const found = profiles.filter((profile) => profile.name === name && sameVdom(profile.vdom, vdom));
  return found.find((profile) => profile.vdom === vdom) ?? (found.length === 1 ? (found[0] ?? null) : null);
}
