import type { Cause } from '../cause.js';
import { withNames, noSteps, globalSettings } from '../wording/named-steps.js';
import { check, change } from '../wording/steps.js';

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
    steps: withNames(() => [
      check('See whether memory is short; if so, free some', 'diagnose hardware sysinfo conserve'),
      change(
        'Refuse what cannot be inspected',
        '# New proxied connections are then refused while memory is short.',
        globalSettings('system global', 'set av-failopen off'),
      ),
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
    steps: withNames(() => [
      change(
        'Synchronise expectation sessions',
        '# More synchronisation traffic between the members.',
        globalSettings('system ha', 'set session-pickup enable', 'set session-pickup-expectation enable'),
      ),
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
    steps: noSteps,
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
    steps: withNames(() => [
      check('See first why nobody answers'),
      change(
        'A longer wait for the answer (the default is 10 s)',
        '# It keeps more half-open sessions.',
        globalSettings('system global', 'set tcp-halfopen-timer 30'),
      ),
    ]),
    source: 'FortiOS session documentation',
  },
];
