import { CONTROL_PORTS, FTP_PORT, isControlPort } from '../../../ftp.js';
import type { Configuration, Policy, Vip } from '../../../configuration/configuration.js';
import { coversPort } from '../../../configuration/settings.js';
import { sameVdom } from '../../../configuration/setting-evidence.js';
import { admits } from '../../../configuration/services.js';
import { forwards, mappedPort, policiesNaming } from '../../../configuration/vips.js';
import type { Cited } from '../../observations/evidence.js';
import { FIRST_HIGH_PORT } from '../../../net.js';
import type { RemedyStep } from '../../../remedy.js';

/** A VIP through which FTP control connections may come, with one policy that names it. */
export interface Door {
  readonly vip: Vip;
  readonly policy: Policy | null;
  /** The control port as clients dial it, and as the server sees it. */
  readonly before: number;
  readonly after: number;
  readonly all: Configuration;
}

/** A policy that lets control connections through, with or without a VIP. */
export interface ControlPath extends Pick<Door, 'before' | 'after' | 'all'> {
  readonly policy: Policy;
  readonly vip: Vip | null;
}

/** One thing that explicit FTPS through a VIP needs (KB 189531). */
export interface Check {
  readonly state: 'met' | 'missing' | 'unknown';
  /** The code of the failure that follows if it is missing. */
  readonly code: string;
  /** A clause; for an unknown setting it says what is not shown. */
  readonly says: string;
  readonly lines: readonly Cited[];
  readonly certain: boolean;
  readonly steps: readonly RemedyStep[];
  /** Commands that would show what is unknown. */
  readonly next?: readonly string[];
}

/**
 * One door for each policy that may let control connections in to an FTP VIP; one without a policy if none names the
 * VIP.
 */
export function doorsOf(all: Configuration): Door[] {
  return all.vips.flatMap((vip): Door[] => {
    const named = policiesNaming(vip, all);
    const port = controlPort(vip, named, all);
    if (port === null) return [];
    const door = { vip, before: port, after: mappedPort(vip, port), all };
    const mayAdmit = named.filter((policy) => admits(policy, door.after, all) !== 'no');
    const found = mayAdmit.length > 0 ? mayAdmit : named.slice(0, 1);
    return found.length > 0 ? found.map((policy) => ({ ...door, policy })) : [{ ...door, policy: null }];
  });
}

/**
 * The VIP's control port, or null if it does not carry FTP control connections: a VIP for a passive range does not.
 * FTP is what leads to port 21 or 990, or to a port that inspection treats as FTP.
 */
function controlPort(vip: Vip, named: readonly Policy[], all: Configuration): number | null {
  if (!vip.portforward.value)
    return named.some(({ service }) => service.value.some((name) => /^FTP(?:_GET|_PUT)?$/.test(name)))
      ? FTP_PORT
      : null;
  if (vip.protocol.value !== 'tcp') return null;
  const dialled = [...CONTROL_PORTS].find((port) => forwards(vip, port));
  if (dialled !== undefined) return dialled;
  const listed = all.protocolOptions.flatMap(({ ftpPorts }) => ftpPorts.value);
  const few = vip.extport.value.flatMap(({ first, last }) => (last === first ? [first] : []));
  return (
    few.find((port) => {
      const after = mappedPort(vip, port);
      return isControlPort(after) || coversPort(listed, after) || coversPort(listed, port);
    }) ?? null
  );
}

/**
 * A VIP at the same address that forwards a passive range, with a policy that lets it in: data connections then need
 * no pinhole.
 */
export function passiveRangeOf({ vip, all }: Pick<Door, 'vip' | 'all'>): Vip | null {
  return (
    all.vips.find(
      (other) =>
        other.extip.value === vip.extip.value &&
        sameVdom(other.vdom, vip.vdom) &&
        other.portforward.value &&
        other.extport.value.some(({ first, last }) => first >= FIRST_HIGH_PORT && last > first) &&
        policiesNaming(other, all).some(({ action, status }) => action.value === 'accept' && status.value),
    ) ?? null
  );
}
