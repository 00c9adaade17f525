import { sharedEntry } from '../../wording/fortios-lines.js';
import { isWhole } from '../../../configuration/setting-evidence.js';
import type { PinholeCause } from './cause.js';
import { portInWords } from './ports.js';
import { unhelped } from './unhelped.js';

/** FTP on a port without an entry for the session helper: plain text that nobody reads. */
export const helperNotOnPort: PinholeCause = {
  code: 'HELPER_NOT_ON_PORT',
  find: (it) => {
    const found = unhelped(it);
    if (found === null || found.onPort) return null;
    const { ports, helpers } = found;
    const { all, policy } = it.settings;
    if (ports.before === 21 || ports.after === 21) return null;
    const shown = all.sessionHelpers.length > 0;
    if (shown ? helpers.length === 0 : it.tls !== 'none') return null;
    const where = helpers.map(({ port }) => port.value ?? '(unknown)').join(', ');
    return {
      says: shown
        ? `the FTP session helper looks at port ${where} and not at ${portInWords(ports)}`
        : `no session helper reads ${portInWords(ports)}: by default FTP has one on port 21 alone`,
      lines: helpers.map(({ port, origin }) => ({ line: port.from === 'default' ? origin : port.from })),
      confidence: !shown ? 'possible' : helpers.every((one) => isWhole(one, all)) ? 'proven' : 'likely',
      fix: [
        '# Applies to all policies, and to new sessions only.',
        ...sharedEntry(policy?.vdom, 'system session-helper', '0', [
          'set name ftp',
          'set protocol 6',
          `set port ${ports.after}`,
        ]),
      ],
    };
  },
};
