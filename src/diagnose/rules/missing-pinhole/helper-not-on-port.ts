import { FTP_PORT } from '../../../ftp.js';
import { helperOn } from '../../wording/config-steps.js';
import { isWhole } from '../../../configuration/setting-evidence.js';
import type { PinholeCause } from '../../pinhole-cause.js';
import { portInWords } from '../../facts/control-ports.js';
import { unhelped } from '../../facts/unhelped-control.js';
import { withNames, entryFor, ftpHelperFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

/** Plain FTP on a port for which the session helper has no entry: nobody reads it. */
export const helperNotOnPort: PinholeCause = {
  code: 'HELPER_NOT_ON_PORT',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'no session helper on this port',
  mechanism:
    'The kernel’s FTP helper looks only at ports that have an entry for it, by default 21. FTP on another port passes unread, although it is plain text.',
  evidence:
    'A readable 227, 229 or PORT in a hex dump or pcap; the control session’s trace without “run helper-ftp”, its entry in the session list without helper=ftp; config system session-helper lists other ports.',
  neighbours: {
    HELPER_MISSING: 'it is port 21 and still no helper runs',
    FTP_PORT_NOT_MAPPED: 'the policy is in proxy mode',
  },
  steps: withNames((names) => [
    change(
      `A session helper for FTP on port ${names.port}`,
      '# Other protocols on this port will be read as FTP, in all policies. Only new sessions follow it.',
      ftpHelperFor(names, names.port),
    ),
    change(
      'The helper in one service, and with it for the policies that use it',
      entryFor(
        names,
        'firewall service custom',
        '"<service>"',
        `set tcp-portrange ${names.port}`,
        'set helper ftp',
      ),
    ),
  ]),
  source: 'Fortinet KB 224345; FortiOS CLI reference; hirotanoblog.com',

  find: (it) => {
    const found = unhelped(it);
    if (found === null || found.onPort) return null;
    const { ports, helpers } = found;
    const { all, policy } = it.settings;
    if (ports.before === FTP_PORT || ports.after === FTP_PORT) return null;
    const shown = all.sessionHelpers.length > 0;
    if (shown ? helpers.length === 0 : it.tls !== 'none') return null;
    const read = helpers.every((one) => isWhole(one, all)) ? 'proven' : 'likely';
    const where = helpers.map(({ port }) => port.value ?? '(unknown)').join(', ');
    return {
      says: shown
        ? `the FTP session helper looks at port ${where} and not at ${portInWords(ports)}`
        : `no session helper reads ${portInWords(ports)}: by default FTP has one on port 21 alone`,
      lines: helpers.map(({ port, origin }) => ({ line: port.from === 'default' ? origin : port.from })),
      confidence: shown ? read : 'possible',
      steps: numbered(helperOn(policy?.vdom, ports.after)),
    };
  },
};
