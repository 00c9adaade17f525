import { known, sameVdom } from '../../../configuration/setting-evidence.js';
import { admits } from '../../../configuration/services.js';
import type { Configuration, Policy } from '../../../configuration/configuration.js';
import { FIRST_HIGH_PORT } from '../../../net.js';
import type { Cited } from '../../observations/evidence.js';
import { aPolicy, aVip } from '../../wording/config-objects.js';
import { passiveRangeOf, type ControlPath } from './vip-with-policy.js';

/** What lets data connections through although nobody reads the offers. */
export interface Standing {
  readonly says: string;
  readonly lines: readonly Cited[];
}

/** Ports that stand for all that a server may offer. */
const HIGH_PORTS: readonly number[] = [FIRST_HIGH_PORT, 10_000, 32_768, 50_000, 65_535];

function admitsAll(policy: Policy, all: Configuration): boolean {
  return HIGH_PORTS.every((port) => admits(policy, port, all) === 'yes');
}

/** In passive mode the client dials the server on any high port. */
export function passiveWithout({ policy, vip, all }: ControlPath): Standing | null {
  const range = vip === null ? null : passiveRangeOf({ vip, all });
  if (vip !== null && range !== null)
    return { says: `${aVip(range)} forwards a passive range`, lines: [{ line: range.origin }] };
  if (vip?.portforward.value === true || !admitsAll(policy, all)) return null;
  const { from } = policy.service;
  return {
    says: `${aPolicy(policy)} admits every high port`,
    lines: [{ line: from === 'default' ? policy.origin : from }],
  };
}

/** In active mode the server dials the client: another policy has to let it, and no source NAT may hide the client. */
export function activeWithout({ policy, all }: ControlPath): Standing | null {
  const { nat, vdom, srcintf, dstintf } = policy;
  if (nat.value) return null;
  const back = all
    .policiesToAll()
    .find(
      (other) =>
        sameVdom(other.vdom, vdom) &&
        known(other, other.action, all)?.value === 'accept' &&
        other.status.value &&
        meet(other.srcintf.value, dstintf.value) &&
        meet(other.dstintf.value, srcintf.value) &&
        admitsAll(other, all),
    );
  return back === undefined
    ? null
    : { says: `${aPolicy(back)} lets the server dial the client`, lines: [{ line: back.origin }] };
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.some((name) => name === 'any' || b.includes(name)) || b.includes('any');
}
