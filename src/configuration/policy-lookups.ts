import { groupBy } from '../collections.js';

interface Sought {
  readonly dstaddr: { readonly value: readonly string[] };
  readonly sslSshProfile: { readonly value: string };
  readonly profileProtocolOptions: { readonly value: string };
}

/** A setting of a policy that names a profile. */
export type ProfileSetting = 'sslSshProfile' | 'profileProtocolOptions';

/** What is asked of all policies for one session after the other: to read 200,000 for each of them would take seconds. */
export interface PolicyLookups<P> {
  /** Those that let in to a VIP or a group of VIPs, in their order. */
  readonly policiesOfVips: () => readonly P[];
  /** Those whose destination is `all`. */
  readonly policiesToAll: () => readonly P[];
  readonly policiesWithProfile: (which: ProfileSetting, profile: string) => readonly P[];
}

export function createPolicyLookups<P extends Sought>(
  policies: readonly P[],
  vips: readonly { readonly name: string }[],
): PolicyLookups<P> {
  const leadingTo = (names: ReadonlySet<string>): (() => readonly P[]) => {
    let found: readonly P[] | undefined;
    return () => (found ??= policies.filter(({ dstaddr }) => dstaddr.value.some((name) => names.has(name))));
  };
  const byProfile = new Map<ProfileSetting, Map<string, P[]>>();
  return {
    policiesOfVips: vips.length === 0 ? () => [] : leadingTo(new Set(vips.map(({ name }) => name))),
    policiesToAll: leadingTo(new Set(['all'])),
    policiesWithProfile(which, profile) {
      const known = byProfile.get(which) ?? groupBy(policies, (one) => one[which].value);
      byProfile.set(which, known);
      return known.get(profile) ?? [];
    },
  };
}
