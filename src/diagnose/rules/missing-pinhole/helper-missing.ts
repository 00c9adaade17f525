import { entry, quoted, sharedEntry } from '../../wording/fortios-lines.js';
import { isWhole } from '../../../configuration/setting-evidence.js';
import type { PinholeCause } from './cause.js';
import { unhelped } from './unhelped.js';

/** The helper's entry was deleted, or the policy's service switches its helper off. */
export const helperMissing: PinholeCause = {
  code: 'HELPER_MISSING',
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
        fix: entry(disabled.vdom, 'firewall service custom', quoted(disabled.name), ['set helper auto']),
      };
    }
    const [shown] = all.sessionHelpers;
    if (shown === undefined || helpers.length > 0 || (ports.before !== 21 && ports.after !== 21)) return null;
    const whole = isWhole(shown, all);
    return {
      says: 'the session helpers have no entry for FTP',
      lines: [{ line: shown.origin }],
      confidence: whole && it.tls === 'none' ? 'proven' : 'likely',
      fix: [
        ...(whole ? [] : ['# If "show system session-helper" has no entry for ftp:']),
        '# Back to the default; applies to all policies, and to new sessions only.',
        ...sharedEntry(policy?.vdom, 'system session-helper', '0', [
          'set name ftp',
          'set protocol 6',
          'set port 21',
        ]),
      ],
    };
  },
};
