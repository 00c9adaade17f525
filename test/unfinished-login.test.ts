import { describe, expect, it } from '@jest/globals';

import { analysed, codesOf, ftpWire, login, onWire } from './tools/ftpwire.js';
import { printSniffer } from './tools/printsniffer.js';
import type { ReportDocument } from '../src/document.js';

const idle = '< 421 timeout';
const close = ['< !fin', '> !fin'];

/** From the packet on that says this; nobody sees what came before. */
function begunAt(lines: string[], word: string): ReportDocument {
  const printed = printSniffer(ftpWire(lines), 3);
  const at = printed.findIndex((line) => line.includes(word));
  const head = printed.findLastIndex((line, place) => place < at && / -> /.test(line));
  return analysed([...printed.slice(0, 2), ...printed.slice(head)].join('\n'));
}

const wad = (...replies: [string, number][]): string =>
  replies
    .map(
      ([command, code], at) =>
        `2021-07-26 14:5${at}:52.800518 [p:1365][s:289932138] __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=${command}, reply code=${code}`,
    )
    .join('\n');

describe('421 before the login was complete', () => {
  it.each([
    ['in place of a greeting', ['< 421 too many']],
    ['after the greeting', ['< 220 hello', 'wait 300', idle]],
    ['to PASS', ['< 220 hello', '> USER a', '< 331 password', '> PASS b', '< 421 too many']],
  ])('fails the session: %s', (_, lines) => {
    expect(codesOf(onWire([...lines, ...close]), 'C1')).toEqual(['REPLY_421']);
  });

  it('fails the session where WAD shows it as the answer to PASS', () => {
    expect(codesOf(analysed(wad(['USER', 331], ['PASS', 421])), 'C1')).toEqual(['REPLY_421']);
  });

  it.each([
    ['NOOP', [...login, '> NOOP', '< 200 fine', 'wait 300', idle, ...close], 'NOOP'],
    ['timeo', [...login, 'wait 300', idle, ...close], '421.time'],
    ['PWD', [...login, '> PWD', '< 257 "/"', 'wait 300', idle, ...close], 'PWD'],
  ])('is not known where the capture begins later: %s', (_, lines, word) => {
    const report = begunAt(lines, word);
    expect(report.controlSessions).toMatchObject([{ verdict: 'worked', code: 'CONTROL_OPENED' }]);
  });

  it('is not known where words of the session are missing', () => {
    const printed = printSniffer(ftpWire([...login, 'wait 300', idle, ...close]), 3);
    const from = printed.findIndex((line) => line.includes('USER.a'));
    const cut = printed
      .slice(0, from - 4)
      .concat(printed.slice(printed.findIndex((line) => line.includes('421.time')) - 4));
    expect(analysed(cut.join('\n')).controlSessions[0]!.verdict).toBe('worked');
  });

  it.each([[['PWD', 257] as const], [['NOOP', 200] as const], [['CWD', 550] as const]])(
    'is not known of a log of WAD that begins with %s',
    (first) => {
      expect(analysed(wad([first[0], first[1]], ['NOOP', 421])).verdict).toBe('inconclusive');
    },
  );
});

describe('a failed handshake that the server tells in clear', () => {
  const auth = ['< 220 hello', '> AUTH TLS', '< 234 go on'];
  const near = { oneSide: true } as const;

  it.each([
    ['TLS_CERT_REJECTED', ['> !hello', '< !server-hello', '> !alert 48', '< 500 OOPS: ', ...close]],
    [
      'TLS_CERT_REJECTED',
      ['> !hello', '< !server-hello', '> !alert 42', '< 421 TLS handshake failed', ...close],
    ],
    [
      'TLS_CLIENT_CERT',
      ['> !old-hello', '< !asking-hello', '< !alert 40', '< 421 TLS handshake failed', ...close],
    ],
    [
      'TLS_CONTROL_FAILED',
      ['> !old-hello', '< !alert 70', '< 500 OOPS: SSL routines: unsupported protocol', ...close],
    ],
    ['TLS_CONTROL_FAILED', ['> !old-hello', '< !alert 40', '< 421 TLS handshake failed', ...close]],
  ])('%s', (code, lines) => {
    expect(onWire([...auth, ...lines], near).controlSessions).toMatchObject([{ verdict: 'failed', code }]);
  });

  it('is none where the client then logs in, in clear', () => {
    const lines = [
      '> !old-hello',
      '< !alert 70',
      '< 500 OOPS: ',
      '> USER a',
      '< 331 password',
      '> PASS b',
      '< 230 welcome',
    ];
    expect(onWire([...auth, ...lines], near).controlSessions[0]!.verdict).toBe('worked');
  });
});
