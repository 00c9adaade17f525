import { describe, expect, it } from '@jest/globals';

import { codesOf, login, onWire } from './tools/ftpwire.js';

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
    ['CCC_REFUSED', [...login, '> CCC', '< 533 no', ...bye]],
    ['OFFER_UNREADABLE', [...login, '> PASV', '< 227 Entering (somewhere)', '> LIST', '< 425 no', ...bye]],
  ])('%s', (code, lines) => {
    const report = onWire(lines);
    expect(codesOf(report, 'C1')).toEqual([code]);
    expect(report.verdict).toBe('failed');
    expect(report.findings[0]!.evidence.length).toBeGreaterThan(0);
    expect(report.findings[0]!.fix.length).toBeGreaterThan(0);
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
