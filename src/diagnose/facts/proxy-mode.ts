import { known } from '../../configuration/setting-evidence.js';
import type { Denied } from './denied-data-syn.js';

/** The policy is in proxy mode, the proxy printed no FTP line of the session, and no similar session got a pinhole. */
export function isProxyMode(it: Denied): boolean {
  const { policy, all } = it.settings;
  if (policy === null || it.control.wad.length > 0 || it.madeElsewhere) return false;
  return known(policy, policy.inspectionMode, all)?.value === 'proxy';
}
