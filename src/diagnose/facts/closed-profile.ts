import { known, type Known } from '../../configuration/setting-evidence.js';
import { opensFtps } from '../../configuration/profiles.js';
import { byTime } from '../../correlate/model/time.js';
import type { Policy } from '../../configuration/configuration.js';
import type { ControlSession } from '../../correlate/model/timeline.js';
import type { Denied } from './denied-data-syn.js';

export interface ClosedProfile {
  readonly policy: Policy;
  readonly mode: Known<string>;
  /** The setting that leaves FTPS closed. */
  readonly closed: Known<boolean>;
  /** `explicit-ftp-tls`, which sends explicit FTPS to the proxy all the same; null if it is not shown. */
  readonly redirect: Known<boolean> | null;
}

/**
 * The policy is in proxy mode, its SSL profile does not open FTPS, and the proxy read nothing of the session beyond
 * AUTH.
 */
export function closedProfile(it: Denied): ClosedProfile | null {
  const { policy, all, protocolOptions } = it.settings;
  if (policy === null || !isUnread(it.control)) return null;
  const mode = known(policy, policy.inspectionMode, all);
  const closed = opensFtps(policy, all);
  if (mode?.value !== 'proxy' || closed === null || closed.value) return null;
  const redirect = protocolOptions && known(protocolOptions, protocolOptions.explicitFtpTls, all);
  // `explicit-ftp-tls` sends the session to the proxy, which does not decrypt it. Then a line must show that the
  // proxy got it.
  const handed = redirect?.value === true && it.tls !== 'implicit';
  return handed && !it.proxied ? null : { policy, mode, closed, redirect };
}

/** True if the proxy printed no FTP line of the session, or none after AUTH. */
function isUnread({ wad, commands, replies }: ControlSession): boolean {
  if (wad.length === 0) return true;
  const said = [...commands, ...replies].filter(({ capture }) => capture.source === 'wad').sort(byTime);
  const last = said.at(-1);
  return last !== undefined && ('code' in last ? last.code === 234 : last.command === 'AUTH');
}
