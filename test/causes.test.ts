import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, test } from '@jest/globals';

import type { StepNames } from '../src/diagnose/cause.js';
import { causeOf, nearestCodes } from '../src/diagnose/code-lookup.js';
import { causes, rulesAndCodes, sections } from '../src/diagnose/rules/index.js';
import { STAGES } from '../src/document.js';
import { CODES_WITHOUT_RULE } from '../src/diagnose/rules/codes-without-rule.js';
import { inSections } from '../src/diagnose/rules/explain-chapters.js';
import { causeList, explainedCode } from '../src/report/sections/explain-code.js';
import { widthOf } from '../src/report/text/width.js';

/** The codes that fgtrace has promised: this list only grows. */
const PROMISED = `
  NOT_FORWARDED PINHOLE_WORKED DATA_CONNECTION_OPENED STATIC_FORWARD_USED ACTIVE_PINHOLE_WORKED HELPER_PINHOLE_WORKED CCC_CLEARED
  TRANSFER_OK_DATA_UNSEEN

  PINHOLE_NOT_OPENED CONTROL_OPAQUE_FLOW_MODE CONTROL_OPAQUE_NO_DEEP_INSPECTION EXPLICIT_FTPS_NOT_REDIRECTED
  FTP_PORT_NOT_MAPPED FTPS_PORT_NOT_MAPPED FTP_PROXY_DISABLED IMPLICIT_FTPS_UNSUPPORTED FTPS_RELEASE_TOO_OLD
  HELPER_NOT_ON_PORT HELPER_MISSING HELPER_BLIND_AFTER_AUTH OFFER_UNREADABLE OFFER_REFUSED WRONG_VDOM WAD_BYPASS
  EXPECTATION_OPEN_FAILED

  PASV_PRIVATE_ADDRESS_LEAKED PASV_MASQUERADE_MISMATCH MASQUERADE_DEFEATS_REWRITE OFFER_FOREIGN_ADDRESS
  CLIENT_BEHIND_OTHER_NAT PASV_PORT_OUTSIDE_RANGE VIP_PORT_NOT_FORWARDED VIP_PORT_TRANSLATED VIP_ONE_TO_ONE
  POLICY_SERVICE_EXTERNAL_PORT VIP_SRC_FILTER_EXCLUDES EPSV_NOT_TRACKED EPSV_ALL EPRT_FAMILY_REFUSED
  NAT64_FAMILY_MISMATCH IPV6_NOT_INSPECTED OFFER_ABANDONED OFFER_SUPERSEDED OFFER_PORT_REUSED ACTIVE_LOW_PORT

  EXPECTATION_EXPIRED SYN_BEFORE_EXPECTATION EXPECTATION_SOURCE_MISMATCH EXPECTATION_TAKEN_BY_OTHER
  SHARED_NAT_AMBIGUOUS EXPECTATION_USED_TWICE CONTROL_CLOSED_BEFORE_DATA CONTROL_IDLE_TIMEOUT
  HA_FAILOVER_LOST_PINHOLE SESSIONS_CLEARED

  DATA_SYN_NOT_SEEN POLICY_DENY LOCAL_IN_DENY RPF_DROP DATA_SYN_DROPPED NO_ROUTE ASYMMETRIC_ROUTE WRONG_INTERFACE ARP_UNRESOLVED
  SERVER_NO_ANSWER SERVER_RST ICMP_UNREACHABLE CLIENT_NO_ACK PROXY_SERVER_LEG_FAILED PROXY_CLIENT_NEVER_USED
  ACTIVE_SERVER_SYN_NOT_SEEN ACTIVE_CLIENT_NO_ANSWER ACTIVE_SOURCE_PORT SERVER_PEER_CHECK SNAT_DIFFERS MTU_BLACKHOLE
  HALF_OPEN_TIMEOUT

  IPS_BLOCK AV_BLOCK FILE_BLOCK_OR_OVERSIZE TLS_CONTROL_FAILED TLS_CERT_REJECTED TLS_SERVER_CERT_BLOCKED
  TLS_CLIENT_CERT TLS_SESSION_REUSE_REQUIRED TLS_DATA_FAILED PROT_MISMATCH PROT_C_DATA_PLAIN TLS_TRUNCATED CCC_REFUSED
  CONTROL_NEVER_OPENED LOGIN_FAILED REPLY_425 REPLY_426 REPLY_150_WITHOUT_226 REPLY_550 REPLY_421 ANTIVIRUS_HOLD
  REPLY_450 REPLY_451 REPLY_452 REPLY_500 REPLY_501 REPLY_502 REPLY_503 REPLY_504 REPLY_530 REPLY_532 REPLY_551
  REPLY_552 REPLY_553

  NPU_OFFLOAD_HIDES_PACKETS CAPTURE_FILTER_TOO_NARROW CAPTURE_TOO_SHORT TRACE_COUNT_USED_UP CLOCKS_DO_NOT_JOIN
  LOG_DAMAGED INSUFFICIENT_EVIDENCE

  PREREQUISITES_MET CONTROL_OPENED DATA_CONNECTION_RESET ACTIVE_CLIENT_REFUSED TRANSFER_ABORTED
  DATA_SYN_UNEXPLAINED TRAFFIC_DROPPED ACTIVE_SERVER_NO_ACK
`
  .trim()
  .split(/\s+/);

const REMARKS = [
  'CCC_CLEARED',
  'PROT_C_DATA_PLAIN',
  'SYN_BEFORE_EXPECTATION',
  'CLOCKS_DO_NOT_JOIN',
  'LOG_DAMAGED',
  'TRANSFER_ABORTED',
];

/** What a rule knows beside its judgement. */
const KNOWN = [
  ...(['stage', 'verdict', 'grade', 'title', 'mechanism', 'evidence'] as const),
  ...(['neighbours', 'steps', 'source'] as const),
];

describe('what the rules know', () => {
  it('has one entry for every promised code', () => {
    expect(causes.map(({ code }) => code).sort()).toEqual([...PROMISED].sort());
  });

  const gives = rulesAndCodes.filter(({ code }) => !CODES_WITHOUT_RULE.some((cause) => cause.code === code));

  test.each([...new Set(gives.map(({ code }) => code))])(
    'is told the same of %s by all its rules',
    (code) => {
      const [first, ...others] = gives.filter((cause) => cause.code === code);
      // A packet can be kept in several stages.
      const same = KNOWN.filter((key) => key !== 'stage' || code !== 'NOT_FORWARDED');
      for (const other of others) for (const key of same) expect(other[key]).toEqual(first![key]);
    },
  );

  it('has no rule for what stands among the codes without one', () => {
    expect(rulesAndCodes.length - gives.length).toBe(CODES_WITHOUT_RULE.length);
  });

  it('has a chapter for every code', () => {
    expect(causes.length).toBe(new Set(rulesAndCodes.map(({ code }) => code)).size);
  });

  it('puts a code that stands in no chapter where its stage or verdict belongs', () => {
    const [one] = causes.filter(({ code }) => code === 'NO_ROUTE');
    const made = [
      { ...one!, code: 'NEW_DROP' },
      { ...one!, code: 'NEW_SUCCESS', verdict: 'worked' as const },
    ];
    const found = inSections(made).filter((section) => section.causes.length > 0);
    expect(found.map(({ title, causes: [cause] }) => `${title}: ${cause!.code}`)).toEqual([
      'It works: NEW_SUCCESS',
      'The data SYN and its path: NEW_DROP',
    ]);
  });

  it('lets everything fail that is not explicitly something else', () => {
    const [works, ...others] = sections;
    const unused = ['OFFER_ABANDONED', 'OFFER_SUPERSEDED', 'PROXY_CLIENT_NEVER_USED'];
    for (const { code, verdict } of works!.causes) {
      expect([code, verdict]).toEqual([code, REMARKS.includes(code) ? 'remark' : 'worked']);
    }
    for (const { code, verdict } of others.slice(0, -1).flatMap((section) => section.causes)) {
      const own = unused.includes(code) ? 'unused' : REMARKS.includes(code) ? 'remark' : 'failed';
      expect([code, verdict]).toEqual([code, code === 'SHARED_NAT_AMBIGUOUS' ? 'inconclusive' : own]);
    }
    for (const { code, verdict } of others.at(-1)!.causes) {
      expect([code, verdict]).toEqual([code, REMARKS.includes(code) ? 'remark' : 'inconclusive']);
    }
  });
});

const NAMED: StepNames = {
  policy: '3',
  sslProfile: 'FTP-scan',
  protocolProfile: 'ftp-options',
  vip: 'FTP',
  vdom: 'dmz',
  server: '10.220.3.202',
  port: 2121,
};

describe.each(causes.map((one) => [one.code, one] as const))('%s', (code, one) => {
  it('is told in whole sentences', () => {
    expect(STAGES).toContain(one.stage);
    expect(one.title).toMatch(/^\S.{5,70}[^.]$/);
    expect(one.source).toMatch(/^\S.+[^.]$/);
    for (const text of [one.mechanism, one.evidence]) expect(text).toMatch(/^["“\p{Lu}\d].{10,}\.$/su);
    if (one.grade === 'C') expect(`${one.title} ${one.mechanism}`).toMatch(/possibly|may |Where a build/);
  });

  it('names neighbours that exist, and not itself', () => {
    const neighbours = Object.keys(one.neighbours);
    expect(neighbours.length).toBeGreaterThan(0);
    expect(neighbours.filter((name) => name === code || !PROMISED.includes(name))).toEqual([]);
  });

  it('fits 80 columns', () => {
    const lines = [...explainedCode(one, 80)].join('').split('\n');
    expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  });
});

describe('a remedy', () => {
  const linesOf = (code: string, names: StepNames): string[] =>
    causeOf(code)!
      .steps(names)
      .flatMap(({ lines: all }) => all);
  const lines = (names: StepNames): string[] => linesOf('CONTROL_OPAQUE_FLOW_MODE', names);

  it('is filled in with the names that are known', () => {
    expect(lines(NAMED)).toEqual(expect.arrayContaining(['config vdom', 'edit "dmz"', '    edit 3']));
    expect(lines({ policy: '3' })).toEqual(
      expect.arrayContaining(['    edit 3', '        set ssl-ssh-profile "FTP-deep"']),
    );
    expect(lines({ vdom: 'root' })).not.toContain('config vdom');
  });

  it('reaches what all VDOMs share by way of config global, and speaks of IPv6 in its words', () => {
    const helper = (names: StepNames): string[] => linesOf('HELPER_NOT_ON_PORT', names);
    const at = helper(NAMED).indexOf('config system session-helper');
    expect(helper(NAMED)[at - 1]).toBe('config global');
    expect(helper({ ...NAMED, vdom: 'root' })).not.toContain('config global');
    const icmp = (server: string): string => linesOf('ICMP_UNREACHABLE', { server }).join(' ');
    expect(icmp('2001:db8::9')).toContain("any 'icmp6' 4");
    expect(icmp('10.0.0.9')).toContain("any 'icmp' 4");
  });

  it('takes no line and no word from a name', () => {
    const evil = lines({ policy: '3\nend', sslProfile: 'a" b\nset c \\', server: '1;2' });
    expect(evil).toContain('    edit <policy-id>');
    expect(evil).toContain('    edit "a\\" b set c \\\\"');
    expect(evil).toContain('        set mappedip <server>');
  });
});

describe('codes', () => {
  it.each(['POLICY_DENY', 'policy-deny', ' Policy deny '])('%j is found', (text) => {
    expect(causeOf(text)?.code).toBe('POLICY_DENY');
  });

  it.each([
    ['POLCY_DENY', 'POLICY_DENY'],
    ['PINHOLE_NOT_OPEN', 'PINHOLE_NOT_OPENED'],
    ['SERVER_RESET', 'SERVER_RST'],
    ['NO_ANSWER_SERVER', 'SERVER_NO_ANSWER'],
  ])('%s was probably %s', (typed, meant) => {
    expect(nearestCodes(typed)).toContain(meant);
  });

  it('are near to nothing where nothing is like them', () => {
    expect(nearestCodes('XYZZY')).toEqual([]);
    expect(nearestCodes('')).toEqual([]);
  });

  it('are listed with their titles in 80 columns', () => {
    const list = [...causeList(sections, 80)].join('');
    for (const code of PROMISED) expect(list).toMatch(new RegExp(`^  ${code}  +\\S`, 'm'));
    expect(Math.max(...list.split('\n').map(widthOf))).toBeLessThanOrEqual(80);
  });
});

const root = fileURLToPath(new URL('..', import.meta.url));

function explain(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const run = [`${root}bin/run.js`, 'explain', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, run, { encoding: 'utf8', input: '', env });
  return { status, stdout, stderr };
}

describe('fgtrace explain', () => {
  it('tells of a code', () => {
    const { status, stdout, stderr } = explain('local-in-deny');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe([...explainedCode(causeOf('LOCAL_IN_DENY')!, 80)].join(''));
  });

  it('names the codes that may have been meant', () => {
    expect(explain('LOCAL_DENY')).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^Error: There is no code LOCAL_DENY\n( {2}Did you mean \w+\?\n)*? {2}Did you mean LOCAL_IN_DENY\?\n/,
      ),
    });
  });

  it('lists all codes', () => {
    expect(explain('--list')).toEqual({
      status: 0,
      stdout: [...causeList(sections, 80)].join(''),
      stderr: '',
    });
  });
});
