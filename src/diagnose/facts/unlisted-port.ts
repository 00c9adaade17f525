import { coversPort, type PortRange } from '../../configuration/settings.js';
import type { Known } from '../../configuration/setting-evidence.js';
import { inWords } from '../wording/config-objects.js';
import { portInWords } from './control-ports.js';

/** Likely if neither port is listed. Possible if one of the two is: it may be the one that does not count. */
export function unlisted(
  what: 'FTP' | 'FTPS',
  ports: { before: number; after: number },
  listed: Known<PortRange[]>,
): { says: string; confidence: 'likely' | 'possible'; doubt?: string } | null {
  const [before, after] = [coversPort(listed.value, ports.before), coversPort(listed.value, ports.after)];
  if (before && after) return null;
  const list = `only port ${inWords(listed.value)} for ${what}`;
  if (!before && !after) return { says: `${list}, and not ${portInWords(ports)}`, confidence: 'likely' };
  const matched = before
    ? `${ports.before}, the port before the VIP, and not ${ports.after}, the one after it`
    : `${ports.after}, the port after the VIP, and not ${ports.before}, the one before it`;
  const doubt = `the unit compares the port ${before ? 'after' : 'before'} the VIP, which is not documented`;
  return { says: `${list}: ${matched}`, confidence: 'possible', doubt };
}
