import type { PinholeCause } from '../../pinhole-cause.js';
import { isOpaque } from '../../facts/opaque-control.js';
import { releaseOf } from '../../../configuration/setting-evidence.js';
import { passiveRange } from '../../wording/config-steps.js';
import { staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

const UPGRADE = change('Upgrade to FortiOS 6.4 or later');

/** Inspection of FTPS came with FortiOS 6.4 (KB 224345). */
export const ftpsReleaseTooOld: PinholeCause = {
  code: 'FTPS_RELEASE_TOO_OLD',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'this release does not inspect FTPS',
  mechanism:
    'Inspection of FTPS came with FortiOS 6.4 (6.2.1 for the explicit proxy). Older releases cannot read the offers.',
  evidence: 'A version line below 6.4 in the configuration or the console log.',
  neighbours: { CONTROL_OPAQUE_NO_DEEP_INSPECTION: 'the release is new enough and the profile is not set' },
  steps: withNames((names) => [UPGRADE, staticRangeFor(names)]),
  source: 'Fortinet KB 224345',

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
      steps: numbered(UPGRADE, vip === null ? [] : passiveRange(vip, policy)),
    };
  },
};
