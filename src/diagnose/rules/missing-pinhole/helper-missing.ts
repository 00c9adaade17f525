import { FTP_PORT } from '../../../ftp.js';
import { helperAllowed, helperOn } from '../../wording/config-steps.js';
import { quoted } from '../../wording/fortios-lines.js';
import { isWhole } from '../../../configuration/setting-evidence.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { unhelped } from '../../facts/unhelped-control.js';
import { withNames, entryFor, ftpHelperFor } from '../../wording/named-steps.js';
import { numbered, check, change } from '../../wording/steps.js';

/** The helper's entry was deleted, or the policy's service switches its helper off. */
export const helperMissing: PinholeCause = {
  code: 'HELPER_MISSING',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the FTP session helper is gone',
  mechanism:
    'The entry for FTP was deleted from the session helpers, or the service of the policy disables its helper. Nobody reads the offers of plain FTP.',
  evidence:
    'Port 21, and no “run helper-ftp” on the control session; a configuration without the entry, or with set helper disable.',
  neighbours: { HELPER_NOT_ON_PORT: 'the entry is there, for other ports' },
  steps: withNames((names) => [
    change(
      'The service back to the default: the session helper on',
      '# Only new sessions follow it.',
      entryFor(names, 'firewall service custom', '"FTP"', 'set helper auto'),
    ),
    change(
      'A session helper for FTP, if show system session-helper has none',
      '# It applies to all policies, and to new sessions only.',
      ftpHelperFor(names, String(FTP_PORT)),
    ),
  ]),
  source: 'Fortinet KB 224345; FortiOS CLI reference',

  find: (it) => {
    const found = unhelped(it);
    if (found === null) return null;
    const { all, policy } = it.settings;
    const { disabled, helpers, ports } = found;
    if (disabled !== null) {
      const { from } = disabled.helper;
      return {
        says: `the service ${quoted(disabled.name)} switches the FTP session helper off`,
        lines: [{ line: from === 'default' ? disabled.origin : from }],
        confidence: it.tls === 'none' ? it.settings.confidence : 'likely',
        steps: numbered(helperAllowed(disabled)),
      };
    }
    const [shown] = all.sessionHelpers;
    if (shown === undefined || helpers.length > 0 || (ports.before !== FTP_PORT && ports.after !== FTP_PORT))
      return null;
    const whole = isWhole(shown, all);
    return {
      says: 'the session helpers have no entry for FTP',
      lines: [{ line: shown.origin }],
      confidence: whole && it.tls === 'none' ? 'proven' : 'likely',
      steps: numbered(
        ...(whole
          ? []
          : [check('See whether there is really no entry for ftp', 'show system session-helper')]),
        helperOn(policy?.vdom, FTP_PORT),
      ),
    };
  },
};
