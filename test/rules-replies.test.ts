import { describe, expect, it } from '@jest/globals';

import { analysed, codesOf, ftpWire, login, onWire, twoSided } from './tools/ftpwire.js';
import { printSniffer } from './tools/printsniffer.js';

const offer = ['> PASV', '< 227 Entering (203,0,113,9,195,80)'];
const start = ['< 220 hello', '> USER a', '< 331 password', '> PASS b'];
const bye = ['> QUIT', '< 221 bye'];

describe('the control session', () => {
  it.each([
    ['LOGIN_FAILED', [...start, '< 530 wrong', ...bye]],
    ['LOGIN_FAILED', [...start, '< 530 wrong', 'wait 9', '> NOOP']],
    ['REPLY_421', ['< 421 too many connections from your address']],
    ['OFFER_REFUSED', [...login, '> PASV', '< 502 not here', ...bye]],
    ['OFFER_REFUSED', [...login, '> EPSV', '< 500 what', '> PASV', '< 500 what', ...bye]],
    ['EPSV_ALL', [...login, '> EPSV ALL', '< 200 fine', '> PASV', '< 501 you said ALL', ...bye]],
    // Said too late, for the very command that it leaves, and by another command.
    ['OFFER_REFUSED', [...login, '> PASV', '< 502 not here', '> EPSV ALL', '< 200 fine', ...bye]],
    ['OFFER_REFUSED', [...login, '> EPSV ALL', '< 200 fine', '> EPSV', '< 502 not here', ...bye]],
    ['OFFER_REFUSED', [...login, '> STAT ALL', '< 211 fine', '> PASV', '< 502 not here', ...bye]],
    ['CCC_REFUSED', [...login, '> CCC', '< 533 no', ...bye]],
    ['OFFER_UNREADABLE', [...login, '> PASV', '< 227 Entering (somewhere)', '> LIST', '< 425 no', ...bye]],
  ])('%s', (code, lines) => {
    const report = onWire(lines);
    expect(codesOf(report, 'C1')).toEqual([code]);
    expect(report.verdict).toBe('failed');
    expect(report.findings[0]!.evidence.length).toBeGreaterThan(0);
    expect(report.findings[0]!.steps.length).toBeGreaterThan(0);
  });

  it.each([
    ['a second try logged in', [...start, '< 530 wrong', '> PASS c', '< 230 welcome', ...bye]],
    [
      '530 asked for TLS',
      [...start, '< 530 use TLS', '> AUTH TLS', '< 234 go', '> !hello', 'wait 9', '> !bytes'],
    ],
    ['530 answered something else', ['< 220 hello', '> FEAT', '< 530 log in first', ...bye]],
    ['the capture ends right after 530', [...start, '< 530 wrong']],
    ['421 after the login', [...login, 'wait 300', '< 421 timeout']],
    ['the capture ends right after the refusal', [...login, '> PASV', '< 502 not here']],
    ['the client stayed in TLS after CCC', [...login, '> CCC', '< 533 no', '> PWD', '< 257 "/"', ...bye]],
    ['a readable offer', [...login, ...offer, ...bye]],
    [
      'an unreadable offer that did work',
      [...login, '> PASV', '< 227 (somewhere)', '> LIST', '< 226 done', ...bye],
    ],
  ])('has not failed: %s', (_, lines) => {
    expect(onWire(lines).controlSessions[0]!.verdict).toBe('worked');
  });
});

describe('a transfer', () => {
  const begin = [...login, ...offer, '> RETR f', 'data 50000', '< 150 here it comes'];
  const whole = [...begin, 'd< bytes', 'd< !fin', 'd> !fin'];

  it('works', () => {
    const report = onWire([...whole, '< 226 done', ...bye]);
    expect(report.offers[0]).toMatchObject({ verdict: 'worked', code: 'DATA_CONNECTION_OPENED' });
    expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
  });

  it.each([
    ['AV_BLOCK', '426 Transfer failed. The file f is infected with the virus EICAR.'],
    ['FILE_BLOCK_OR_OVERSIZE', '426 Transfer failed. You are not permitted to transfer the file "f".'],
    ['FILE_BLOCK_OR_OVERSIZE', '552 File size limit exceeded.'],
    [
      'TLS_SESSION_REUSE_REQUIRED',
      '425 Unable to build data connection: TLS session of data connection not resumed',
    ],
    [
      'TLS_SESSION_REUSE_REQUIRED',
      '522 SSL connection failed; session reuse required: see require_ssl_reuse',
    ],
    ['PROT_MISMATCH', '522 Data connections must be encrypted.'],
    ['PROT_MISMATCH', '534 no'],
    ['PROT_MISMATCH', '425 PROT P required'],
    ['SERVER_PEER_CHECK', '425 Security: Bad IP connecting.'],
    ['REPLY_451', '451 local error'],
    ['REPLY_452', '452 no room'],
    ['REPLY_552', '552 quota'],
    ['REPLY_550', '550 no such file'],
  ])('%s: %s', (code, reply) => {
    const report = onWire([...whole, `< ${reply}`, ...bye]);
    expect(report.offers[0]).toMatchObject({ verdict: 'failed', code });
    expect(report.offers[0]!.evidence[0]!.text).toContain('203.0.113.9.21 ->');
    expect(report.offers[0]!.stages.at(-1)!.state).toBe('failed');
  });

  it('IPS_BLOCK: the unit resets both sides, and neither end had', () => {
    const blocked = onWire([...begin, 'd< bytes', 'd! !rst', 'wait 5', ...bye]);
    expect(blocked.offers[0]).toMatchObject({ verdict: 'failed', code: 'IPS_BLOCK', confidence: 'likely' });
    const server = onWire([...begin, 'd< bytes', 'd< !rst', 'wait 5', ...bye]);
    expect(server.offers[0]).toMatchObject({ verdict: 'failed', code: 'DATA_CONNECTION_RESET' });
  });

  it('REPLY_150_WITHOUT_226: the session goes on to something else', () => {
    for (const next of [['> QUIT'], ['> !fin'], ['> PASV', '< 227 Entering (203,0,113,9,195,90)']]) {
      const report = onWire([...whole, 'wait 20', ...next]);
      expect(report.offers[0]).toMatchObject({ verdict: 'failed', code: 'REPLY_150_WITHOUT_226' });
      expect(report.offers[0]!.stages.at(-1)).toMatchObject({ state: 'failed', evidence: [{}] });
    }
  });

  describe('ACTIVE_LOW_PORT', () => {
    const port = (low: boolean): string => `> PORT 198,51,100,7,${low ? 3 : 200},77`;

    it.each([
      ['501 no', 'ACTIVE_LOW_PORT', [port(true)]],
      ['500 illegal', 'ACTIVE_LOW_PORT', [port(false), '< 200 fine', port(true)]],
      ['500 illegal', 'OFFER_REFUSED', [port(false)]],
      ['502 no active mode', 'OFFER_REFUSED', [port(true)]],
      ['500 never', 'OFFER_REFUSED', [port(false), '< 500 never', port(true)]],
    ])('%s: %s', (reply, code, lines) => {
      const report = onWire([...login, ...lines, `< ${reply}`, ...bye]);
      expect(report.offers.at(-1)).toMatchObject({ verdict: 'failed', code });
    });

    it.each([
      ['ACTIVE_LOW_PORT', 'possible', [port(true)]],
      [
        'ACTIVE_LOW_PORT',
        'possible',
        [port(false), '< 200 fine', 'data from 51277', '< 226 done', port(true)],
      ],
      ['ACTIVE_SERVER_SYN_NOT_SEEN', 'likely', [port(false), '< 200 fine', '> LIST', '< 425 no', port(true)]],
      ['ACTIVE_SERVER_SYN_NOT_SEEN', 'likely', [port(false)]],
    ])('%s, %s: the server accepts the command and dials nobody', (code, confidence, lines) => {
      const said = [...login, ...lines, '< 200 fine', '> LIST', 'wait 20', '< 425 no', ...bye];
      const report = analysed(printSniffer(ftpWire(said), 3).join('\n'));
      expect(report.offers.at(-1)).toMatchObject({ verdict: 'failed', code, confidence });
    });

    it('is no fault where the server dials it', () => {
      const report = onWire([
        ...login,
        port(true),
        '< 200 fine',
        '> LIST',
        'data from 845',
        '< 150 here',
        'd< !fin',
        'd> !fin',
        '< 226 done',
        ...bye,
      ]);
      expect(report.offers[0]!.verdict).toBe('worked');
    });
  });

  describe('that the client breaks off', () => {
    const abort = ['> ABOR', '< 426 aborted', '< 226 abort successful'];

    it.each([
      ['both sides close', ['d< !fin', 'd> !fin', ...abort]],
      ['the client resets', ['> ABOR', 'd> !rst', '< 426 aborted', '< 226 abort successful']],
      ['the unit resets both sides', ['> ABOR', 'd! !rst', '< 426 aborted', '< 226 abort successful']],
      ['the session goes on later', [...abort, 'd< !fin', 'd> !fin', 'wait 20', '> PWD', '< 257 "/"']],
    ])('has not failed: %s', (_, lines) => {
      const report = onWire([...begin, 'd< bytes', ...lines, ...bye]);
      expect(report.offers[0]).toMatchObject({ verdict: 'worked', code: 'DATA_CONNECTION_OPENED' });
      expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED', 'TRANSFER_ABORTED']);
    });

    it.each([
      ['REPLY_426', ['< 426 broke', '> ABOR', '< 226 nothing to abort']],
      ['DATA_CONNECTION_RESET', ['d< !rst', 'wait 1', '> ABOR', '< 226 nothing to abort']],
    ])('has failed where it broke before: %s', (code, lines) => {
      const report = onWire([...begin, 'd< bytes', ...lines, ...bye]);
      expect(report.offers[0]).toMatchObject({ verdict: 'failed', code });
    });

    it('has ended well where 226 came before', () => {
      const report = onWire([...whole, '< 226 done', '> ABOR', '< 226 nothing to abort', ...bye]);
      expect(codesOf(report, 'O1')).toEqual(['DATA_CONNECTION_OPENED']);
    });

    it('is not taken for a success where nobody had come', () => {
      const report = onWire([...login, ...offer, '> RETR f', 'wait 60', ...abort, ...bye]);
      expect(report.offers[0]!.verdict).toBe('inconclusive');
    });
  });

  it.each([
    ['the capture ends', whole],
    ['the capture goes on without a word of the session', [...whole, 'wait 20', 'data 50001']],
    ['only one side has closed', [...begin, 'd< bytes', 'd< !fin', 'wait 20', '> NOOP']],
    ['the next command comes at once', [...whole, '> QUIT', 'wait 20', '> !fin']],
  ])('is not called unconfirmed where %s', (_, lines) => {
    expect(codesOf(onWire(lines), 'O1')).not.toContain('REPLY_150_WITHOUT_226');
  });
});

/** The flow trace of one packet of the control connection (or of another port), as the kernel tells it. */
function traced(
  id: number,
  time: string,
  flags: string,
  seq: number,
  ports: string,
  ...messages: string[]
): string {
  const head = `2023-11-14 ${time} id=20085 trace_id=${id} func=`;
  const packet = `vd-root:0 received a packet(proto=6, 198.51.100.7:${ports.replace('>', '->203.0.113.9:')}) from port1. flag [${flags}], seq ${seq}, ack 1, win 502`;
  return [`print_pkt_detail line=5844 msg="${packet}"`, ...messages.map((text) => `f line=1 msg="${text}"`)]
    .map((record) => head + record)
    .join('\n');
}

describe('what the flow trace tells besides', () => {
  const opened = traced(1, '22:13:20', 'S', 40_000_000, '40000>21', 'allocate a new session-0000002a');
  const late = (time: string): string => traced(2, time, '.', 40_000_100, '40000>21', 'no session matched');

  it('CONTROL_IDLE_TIMEOUT: silent for an hour, then no session', () => {
    const report = analysed([opened, late('23:20:00')].join('\n'));
    expect(codesOf(report, 'C1')).toEqual(['CONTROL_IDLE_TIMEOUT']);
    expect(report.findings[0]!.evidence[0]!.text).toContain('no session matched');
    expect(codesOf(analysed([opened, late('22:40:00')].join('\n')), 'C1')).toEqual([]);
  });

  it('PROXY_SERVER_LEG_FAILED: the proxy closes without a byte, and no reply speaks of a file that was reached', () => {
    const proxied = traced(1, '22:13:20', 'S', 40_000_000, '40000>21', 'send to application layer');
    const code = (...lines: string[]): string =>
      analysed(proxied, ftpWire([...login, ...offer, '> RETR f', 'data 50000', ...lines], { oneSide: true }))
        .offers[0]!.code;
    expect(code('d< !fin', '< 425 no')).toBe('PROXY_SERVER_LEG_FAILED');
    expect(code('wait 9', '< 425 no')).toBe('PROXY_SERVER_LEG_FAILED');
    expect(code('d< !fin', '< 550 no such file')).toBe('REPLY_550');
    expect(code('< 150 here', 'd< !fin', '< 426 broken')).toBe('REPLY_426');
    expect(code('< 150 here', 'd< bytes', 'd< !fin', '< 425 what')).toBe('REPLY_425');
  });

  it('ANTIVIRUS_HOLD: the proxy has bytes from one side and gives the other none', () => {
    const control = [...login, ...offer, '> RETR f', 'data 50000', '< 150 here'];
    const proxied = traced(1, '22:13:20', 'S', 40_000_000, '40000>21', 'send to application layer');
    const waits = [...control, 'wait 40', 'd> !fin', '< 426 gave up'];
    const served = [...control, 'd< bytes', 'wait 40', 'd> !fin', '< 426 gave up'];
    const report = analysed(proxied, twoSided(waits, served));
    expect(codesOf(report, 'O1')).toEqual(['ANTIVIRUS_HOLD', 'REPLY_426']);
    expect(report.findings[0]).toMatchObject({ confidence: 'possible' });
    expect(codesOf(analysed(proxied, twoSided(served, served)), 'O1')).toEqual(['REPLY_426']);
  });
});
