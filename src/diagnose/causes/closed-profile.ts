import { known, type Known } from '../config/known.js';
import { opensFtps } from '../config/profiles.js';
import type { Policy } from '../../correlate/configuration.js';
import type { Denied } from './denied.js';

export interface ClosedProfile {
  readonly policy: Policy;
  readonly mode: Known<string>;
  /** The line that leaves FTPS closed. */
  readonly closed: Known<boolean>;
  /** `explicit-ftp-tls`, which hands explicit FTPS to the proxy all the same; null where it is not shown. */
  readonly redirect: Known<boolean> | null;
}

/** Proxy mode whose SSL profile does not open FTPS, and the proxy has no FTP line of the session. */
export function closedProfile(it: Denied): ClosedProfile | null {
  const { policy, all, protocolOptions } = it.settings;
  if (policy === null || it.control.wad.length > 0) return null;
  const mode = known(policy, policy.inspectionMode, all);
  const closed = opensFtps(policy, all);
  if (mode?.value !== 'proxy' || closed === null || closed.value) return null;
  const redirect = protocolOptions && known(protocolOptions, protocolOptions.explicitFtpTls, all);
  return redirect?.value === true && it.tls !== 'implicit' ? null : { policy, mode, closed, redirect };
}
