import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { simulate } from './simulate/index.js';
import { analysed, codesOf, login, onWire, twoSided } from './tools/ftpwire.js';

const auth = ['< 220 hello', '> AUTH TLS', '< 234 go on'];
const worked = [
  ...auth,
  '> !hello',
  '< !server-hello',
  '> !finished',
  '< !bytes',
  '> !bytes',
  '> !fin',
  '< !fin',
];

/** One side's packets alone: of a connection only the first few prints are kept. */
const near = { oneSide: true } as const;

describe('TLS on the control connection', () => {
  it('is no matter where it works', () => {
    expect(onWire(worked, near).controlSessions[0]).toMatchObject({
      verdict: 'worked',
      code: 'CONTROL_OPENED',
    });
  });

  it.each([42, 46, 48])('TLS_CERT_REJECTED: alert %i of the client after the server’s flight', (alert) => {
    const report = onWire([...auth, '> !hello', '< !server-hello', `> !alert ${alert}`, '> !fin'], near);
    expect(codesOf(report, 'C1')).toEqual(['TLS_CERT_REJECTED']);
    expect(report.verdict).toBe('failed');
    expect(report.findings[0]).toMatchObject({
      confidence: 'proven',
      evidence: [{ line: 9 }, { line: 8 }, { line: 10 }],
    });
  });

  describe('TLS_CLIENT_CERT: the server asks for a certificate of the client', () => {
    const asked = [...auth, '> !old-hello', '< !asking-hello'];
    const code = (lines: string[]): string | undefined => codesOf(onWire(lines, near), 'C1')[0];

    it.each([40, 42, 46, 116])('and gets none that it takes: alert %i', (alert) => {
      const report = onWire([...asked, `< !alert ${alert}`, '< !fin'], near);
      expect(report.findings[0]).toMatchObject({ code: 'TLS_CLIENT_CERT', confidence: 'likely' });
      expect(report.findings[0]!.fix.join('\n')).toContain('client-certificate bypass');
    });

    it('and ends without a word: a possibility', () => {
      const report = onWire([...asked, '< !fin'], near);
      expect(report.findings.find((one) => one.code === 'TLS_CLIENT_CERT')!.confidence).toBe('possible');
    });

    it('and all is well, or something else went wrong', () => {
      expect(code([...asked, '> !bytes', '< !bytes', '> !fin'])).toBeUndefined();
      expect(code([...asked, '> !bytes', '< !alert 40', '< !fin'])).not.toBe('TLS_CLIENT_CERT');
      expect(code([...asked, '> !alert 48', '> !fin'])).toBe('TLS_CERT_REJECTED');
      expect(code([...asked, '< !alert 70', '< !fin'])).toBe('TLS_CONTROL_FAILED');
      expect(code(asked)).toBeUndefined();
      expect(code([...auth, '> !old-hello', '< !server-hello', '< !alert 40', '< !fin'])).toBe(
        'TLS_CONTROL_FAILED',
      );
    });
  });

  it('is TLS_CONTROL_FAILED where the alert comes from the server, or speaks of something else', () => {
    const server = onWire([...auth, '> !hello', '< !server-hello', '< !alert 48', '< !fin'], near);
    expect(codesOf(server, 'C1')).toEqual(['TLS_CONTROL_FAILED']);
    const versions = onWire([...auth, '> !hello', '< !alert 70', '< !fin'], near);
    expect(codesOf(versions, 'C1')).toEqual(['TLS_CONTROL_FAILED']);
    expect(versions.findings[0]!.message).toContain('the alert "protocol version" (70)');
  });

  it('is no failure where the session went on after an alert that may be a warning', () => {
    const warned = onWire(
      [...auth, '> !hello', '< !alert 112', '< !server-hello', '> !finished', '< !bytes'],
      near,
    );
    expect(warned.controlSessions[0]!.verdict).toBe('worked');
    const later = onWire(
      [...auth, '> !hello', '< !alert 40', '< !server-hello', '> !bytes', '< !bytes'],
      near,
    );
    expect(later.controlSessions[0]!.verdict).toBe('worked');
  });

  it('failed where one side ended the connection instead of answering', () => {
    const server = onWire([...auth, '> !hello', '< !rst'], near);
    expect(codesOf(server, 'C1')).toEqual(['TLS_CONTROL_FAILED']);
    const client = onWire([...auth, '> !hello', '< !server-hello', '> !fin'], near);
    expect(codesOf(client, 'C1')).toEqual(['TLS_CONTROL_FAILED']);
  });

  it('TLS 1.3: an end with no more than an alert is a possibility, an end after a Finished is none', () => {
    const start = [...auth, '> !hello', '< !server-hello'];
    const report = onWire([...start, '> !secret-alert', '> !fin'], near);
    expect(report.findings[0]).toMatchObject({ code: 'TLS_CERT_REJECTED', confidence: 'possible' });
    expect(report.findings[0]!.steps[1]!.title).toMatch(/^Not proven/);
    expect(onWire([...start, '> !finished', '> !fin'], near).controlSessions[0]!.verdict).toBe('worked');
  });

  it('implicit: the ClientHello comes first', () => {
    const report = onWire(['> !hello', '< !server-hello', '> !alert 48', '> !fin'], { ...near, port: 990 });
    expect(codesOf(report, 'C1')).toEqual(['TLS_CERT_REJECTED']);
    expect(report.controlSessions[0]!.tls).toBe('implicit');
  });
});

describe('TLS on the two legs of a proxy', () => {
  const near = [...auth, '> !hello', 'wait 1', '< !fin'];
  const far = [...auth, '> !hello', '< !server-hello', '> !alert 48', '> !fin'];

  it('TLS_SERVER_CERT_BLOCKED: the alert on the server’s side is the unit’s own', () => {
    const report = analysed(twoSided(near, far));
    expect(codesOf(report, 'C1')[0]).toBe('TLS_SERVER_CERT_BLOCKED');
    expect(report.findings[0]!.evidence[0]!.text).toContain('port2 out');
  });

  it('is not said of an alert of the client, or of the server', () => {
    const client = [...auth, '> !hello', '< !server-hello', '> !alert 48', '> !fin'];
    const server = [...auth, '> !hello', '< !server-hello', '< !alert 40', '< !fin'];
    for (const sides of [twoSided(client, near), twoSided(near, server)]) {
      expect(codesOf(analysed(sides), 'C1')).not.toContain('TLS_SERVER_CERT_BLOCKED');
    }
  });
});

describe('nobody reads the offers', () => {
  const blind = (options: object) =>
    simulate({
      seed: 5,
      inspection: 'helper',
      tls: 'explicit',
      verbosity: 6,
      sessions: [{ transfers: [{ fault: 'not-opened' }] }],
      ...options,
    }).files;

  it('HELPER_BLIND_AFTER_AUTH: AUTH TLS in clear, the helper on it, and a denied data SYN', () => {
    const files = blind({});
    const report = analysed(files['flow.log']!, files['sniff.txt']!);
    expect(codesOf(report, 'C1').slice(0, 2)).toEqual(['HELPER_BLIND_AFTER_AUTH', 'PINHOLE_NOT_OPENED']);
    expect(report.findings[0]!.evidence[0]!.text).toMatch(/Denied by forward policy|iprope_in_check/);
  });

  it('is not said without the helper, or without AUTH in clear', () => {
    const flow = blind({ inspection: 'flow' });
    const reports = [analysed(flow['flow.log']!, flow['sniff.txt']!), analysed(blind({})['flow.log']!)];
    for (const report of reports) expect(codesOf(report, 'C1')).not.toContain('HELPER_BLIND_AFTER_AUTH');
  });

  it('IMPLICIT_FTPS_UNSUPPORTED: a possibility beside the denial', () => {
    const files = blind({ inspection: 'flow', tls: 'implicit' });
    const report = analysed(files['flow.log']!, files['sniff.txt']!);
    const found = report.findings.find(({ code }) => code === 'IMPLICIT_FTPS_UNSUPPORTED');
    expect(found).toMatchObject({ confidence: 'possible', verdict: 'failed' });
    expect(report.findings[0]!.code).not.toBe('IMPLICIT_FTPS_UNSUPPORTED');
  });
});

describe('TLS on the data connection', () => {
  const begin = [...login, '> PASV', '< 227 Entering (203,0,113,9,195,80)', '> RETR f', 'data 50000'];
  const hello = [...begin, '< 150 here', 'd> !hello', 'd< !server-hello'];
  const bye = ['> QUIT', '< 221 bye'];

  it('is no matter where it works', () => {
    const report = onWire([...hello, 'd> !bytes', 'd< !bytes', 'd< !fin', 'd> !fin', '< 226 done', ...bye]);
    expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
  });

  it.each([
    ['without a reply', []],
    ['with 425', ['< 425 no']],
  ])('TLS_DATA_FAILED: an alert, %s', (_, reply) => {
    const report = onWire([...hello, 'd> !alert 48', 'd> !fin', ...reply, ...bye]);
    expect(report.offers[0]).toMatchObject({ verdict: 'failed', code: 'TLS_DATA_FAILED' });
    expect(report.offers[0]!.stages.at(-1)).toMatchObject({ stage: 'transfer', state: 'failed' });
    expect(report.findings[0]!.message).toContain('198.51.100.7:50000');
  });

  it('has not failed where the transfer was confirmed', () => {
    const report = onWire([...hello, 'd> !alert 40', 'd> !fin', '< 226 done', ...bye]);
    expect(report.offers[0]!.verdict).toBe('worked');
  });

  describe('PROT_MISMATCH', () => {
    const ends = ['d< !fin', 'd> !fin'];
    const prot = (level: string): string[] => [
      ...login,
      '> PBSZ 0',
      '< 200 ok',
      `> PROT ${level}`,
      '< 200 ok',
    ];
    const rest = begin.slice(login.length);

    it.each([
      ['the server speaks in clear', ['d> !hello', 'd< file'], []],
      ['it spoke before the hello came', ['d< file', 'd> !hello'], []],
      ['it takes its file for sent', ['d> !hello', 'd< file'], ['< 226 sent']],
    ])('bytes beside a hello: %s', (_, bytes, reply) => {
      const report = onWire([...begin, '< 150 here', ...bytes, ...ends, ...reply, ...bye]);
      expect(report.offers[0]).toMatchObject({
        verdict: 'failed',
        code: 'PROT_MISMATCH',
        confidence: 'proven',
      });
      expect(report.offers[0]!.stages.at(-1)).toMatchObject({ stage: 'transfer', state: 'failed' });
      expect(report.findings[0]!.message).toContain('203.0.113.9:50000 sent bytes in clear');
    });

    it.each([
      ['P', 'd< file'],
      ['C', 'd> !hello'],
    ])('bytes that are not what PROT %s had agreed on', (level, bytes) => {
      const lines = [...rest, '< 150 here', bytes, ...ends];
      const report = onWire([...prot(level), ...lines, '< 426 broken', ...bye]);
      expect(codesOf(report, 'O1').slice(0, 2)).toEqual(['PROT_MISMATCH', 'REPLY_426']);
      expect(report.findings[0]).toMatchObject({ confidence: 'likely' });
      // Nothing shows that anybody minded, or that it had been agreed on.
      expect(onWire([...prot(level), ...lines, '< 226 fine', ...bye]).offers[0]!.verdict).toBe('worked');
      const other = [...prot(level === 'P' ? 'C' : 'P'), ...lines, '< 426 broken', ...bye];
      expect(codesOf(onWire(other), 'O1')).not.toContain('PROT_MISMATCH');
      const refused = [...prot(level).slice(0, -1), '< 534 no', ...lines, '< 426 broken', ...bye];
      expect(codesOf(onWire(refused), 'O1')).not.toContain('PROT_MISMATCH');
    });

    it('is not said of TLS on both sides, and of no TLS at all', () => {
      for (const bytes of [['d> !hello', 'd< !server-hello', 'd< !bytes'], ['d< file']]) {
        const report = onWire([...begin, '< 150 here', ...bytes, ...ends, '< 426 broken', ...bye]);
        expect(codesOf(report, 'O1')).toEqual(['REPLY_426']);
      }
    });
  });

  it('may have been a session that was not resumed: only a possibility, and never after a success', () => {
    const failed = [...hello, 'd< !fin', 'd> !fin', '< 425 no data connection'];
    const report = onWire([...failed, ...bye]);
    expect(codesOf(report, 'O1')).toEqual(['REPLY_425', 'TLS_SESSION_REUSE_REQUIRED']);
    expect(report.findings[1]).toMatchObject({ confidence: 'possible' });
    const success = ['d> !bytes', 'd< !fin', 'd> !fin', '< 226 done'];
    const second = ['> PASV', '< 227 Entering (203,0,113,9,195,81)', '> RETR f', 'data 50001', 'd> !hello'];
    const both = onWire([...hello, ...success, ...second, 'd< !fin', 'd> !fin', '< 425 no', ...bye]);
    expect(codesOf(both, 'O2')).toEqual(['REPLY_425']);
  });
});

const FOLDER = '../shared/peer-pcaps';
(existsSync(FOLDER) ? describe : describe.skip)('captures of others', () => {
  it.each(['zeek-auth-tls', 'ndpi-start-tls'])('%s: TLS did not fail', (name) => {
    const report = analysed(readFileSync(`${FOLDER}/${name}.pcap`));
    expect(report.controlSessions.map(({ verdict }) => verdict)).toEqual(['worked']);
    expect(report.findings.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
  });
});

describe('TLS on a data connection that an alert ends', () => {
  const begin = [
    ...login,
    '> PASV',
    '< 227 Entering (203,0,113,9,195,80)',
    '> RETR f',
    'data 50000',
    '< 150 x',
  ];

  it.each([
    ['of the dialled side', ['d> !hello', 'd< !alert 40', 'd< !fin', 'd> !fin']],
    ['of the dialling side', ['d> !hello', 'd< !server-hello', 'd> !alert 48', 'd> !fin']],
    ['behind a handshake that nobody knows', ['d> !strange-hello', 'd< !alert 40', 'd< !fin']],
  ])('TLS_DATA_FAILED: an alert %s', (_, lines) => {
    expect(onWire([...begin, ...lines]).offers[0]).toMatchObject({
      verdict: 'failed',
      code: 'TLS_DATA_FAILED',
    });
  });
});
