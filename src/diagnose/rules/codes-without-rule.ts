import type { Cause } from '../cause.js';
import { withNames, noFix, globalSettings } from '../wording/named-fixes.js';

/**
 * Causes that occur on FortiGates but that no rule gives yet: there is no capture with their lines, so nothing would
 * prove them. `fgtrace explain` knows them all the same. When a rule is written, its cause moves into the file of the
 * rule.
 */
export const CODES_WITHOUT_RULE: readonly Cause[] = [
  {
    code: 'WAD_BYPASS',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'C',
    title: 'the proxy was possibly bypassed',
    mechanism:
      'Short of memory (conserve mode) or of connections, the unit may let traffic pass without the proxy. New offers are then not read.',
    evidence: 'An event or crash log that says so; lines of the proxy stop while sessions go on.',
    neighbours: { FTP_PROXY_DISABLED: 'it never inspected FTP, also with memory to spare' },
    fix: withNames(() => [
      '# First see whether memory is short:',
      'diagnose hardware sysinfo conserve',
      '# Then free memory. This instead refuses new proxied connections while memory is short:',
      globalSettings('system global', 'set av-failopen off'),
    ]),
    source: 'FortiOS CLI reference (av-failopen)',
  },
  {
    code: 'HA_FAILOVER_LOST_PINHOLE',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'the pinhole was lost in a failover',
    mechanism:
      'A cluster does not synchronise expectation sessions by default. The new primary did not know the pinhole.',
    evidence: 'A failover event between the offer and the data SYN.',
    neighbours: { SESSIONS_CLEARED: 'an administrator did it' },
    fix: withNames(() => [
      '# More synchronisation traffic between the members.',
      globalSettings('system ha', 'set session-pickup enable', 'set session-pickup-expectation enable'),
    ]),
    source: 'FortiOS handbook 6.0 (high availability)',
  },
  {
    code: 'SESSIONS_CLEARED',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'somebody cleared the sessions',
    mechanism: '“diagnose sys session clear” also removes the expectation sessions that its filter fits.',
    evidence: 'That command in the log between the offer and the data SYN.',
    neighbours: { EXPECTATION_EXPIRED: 'nobody cleared, and 30 s had passed' },
    fix: noFix,
    source: 'Fortinet KB 223190',
  },
  {
    code: 'HALF_OPEN_TIMEOUT',
    stage: 'serverLeg',
    verdict: 'failed',
    grade: 'B',
    title: 'the half-open session was removed',
    mechanism:
      'The connection never got beyond its SYN, and after a while the unit forgot it. A later answer finds no session.',
    evidence: '“proto_state=02” in the session list, later no entry.',
    neighbours: { SERVER_NO_ANSWER: 'the SYNs themselves can be seen' },
    fix: withNames(() => [
      '# First why nobody answers. A longer wait (the default is 10 s) keeps more half-open sessions:',
      globalSettings('system global', 'set tcp-halfopen-timer 30'),
    ]),
    source: 'FortiOS session documentation',
  },
];
