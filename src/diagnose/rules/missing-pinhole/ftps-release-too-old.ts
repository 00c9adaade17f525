import type { PinholeCause } from './cause.js';
import { isOpaque } from './opaque.js';
import { releaseOf } from '../../../configuration/setting-evidence.js';
import { passiveRange } from '../../wording/config-fixes.js';

/** Inspection of FTPS came with FortiOS 6.4 (KB 224345). */
export const ftpsReleaseTooOld: PinholeCause = {
  code: 'FTPS_RELEASE_TOO_OLD',
  find: (it) => {
    const { all, vip, policy } = it.settings;
    const release = releaseOf(all);
    if (isOpaque(it) !== 'yes' || it.control.wad.length > 0 || release === null) return null;
    const { major, minor, origin } = release;
    if (major > 6 || (major === 6 && minor >= 4)) return null;
    return {
      says: `FortiOS ${major}.${minor} does not inspect FTPS, which came with 6.4`,
      lines: [{ line: origin }],
      confidence: 'likely',
      fix: ['# Upgrade to FortiOS 6.4 or later.', ...(vip === null ? [] : passiveRange(vip, policy))],
    };
  },
};
