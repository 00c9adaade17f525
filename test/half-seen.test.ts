import { describe, expect, it } from '@jest/globals';

import { analysed, codesOf, login, onWire, type Printed } from './tools/ftpwire.js';

/** Lines that decide, of which a capture has the half: what the other half would say must not be taken for granted. */

const passive = [...login, '> PASV', '< 227 Entering (203,0,113,9,195,80)'];

describe('a transfer whose end is only begun', () => {
  it('did not work where the last line is a TLS alert', () => {
    const talk = [...passive, '> RETR f', 'data 50000', '< 150 here', 'd> !hello', 'd< !alert 40'];
    const { offers } = onWire(talk);
    expect(offers[0]).toMatchObject({ verdict: 'inconclusive' });
    expect(onWire(talk.slice(0, -1)).offers[0]).toMatchObject({ verdict: 'worked' });
  });

  it('did not open where the answer to the SYN comes in once, and nothing more of the connection follows', () => {
    const talk = [...passive, 'data 50000', 'wait 9', '> NOOP', '< 200 fine'];
    const all = onWire(talk);
    expect(all.offers[0]).toMatchObject({ verdict: 'worked' });
    const more = 2 * talk.filter((line) => /^[<>]/.test(line)).length;
    // Behind the control connection's handshake and words: SYN on both sides, the SYN-ACK on port2, and the last words.
    const hold = (prints: readonly Printed[]): readonly Printed[] => {
      const [words, data] = [prints.slice(0, 6 + more - 4), prints.slice(6 + more - 4)];
      return [...words, ...data.slice(0, 3), ...data.slice(-4)];
    };
    expect(onWire(talk, { hold }).offers[0]).toMatchObject({ verdict: 'inconclusive' });
  });
});

it('a server that refused PORT dials nobody for it: the transfer behind it uses an offer that is lost', () => {
  const wad = (said: string): string => `2025-06-12 09:00:01.000100 [p:7][s:99] ${said}`;
  const reply = (verb: string, code: number): string =>
    wad(`__wad_ftp_session_proc_reply(1): forwarded reply to client: ftp cmd=${verb}, reply code=${code}`);
  const log = [
    wad('wad_ftp_port_cmd_handler(1): offer_ip=198.51.100.7 offer_port=50000'),
    reply('PORT', 501),
    reply('RETR', 150),
    reply('RETR', 226),
  ];
  const { offers } = analysed(log.join('\n'));
  expect(offers).toMatchObject([{ verdict: 'failed', code: 'OFFER_REFUSED' }]);
});

describe('a SYN that nobody is seen to answer', () => {
  const dials = (seconds: readonly number[], ...lines: string[]): string => {
    const sniffed = (second: number, said: string): string =>
      `2025-06-12 09:00:${String(second).padStart(2, '0')}.000000 ${said}`;
    return [
      'interfaces=[any]',
      'filters=[host 203.0.113.9]',
      ...seconds.flatMap((second) => [
        sniffed(second, 'port1 in 198.51.100.7.50001 -> 203.0.113.9.21: syn 100'),
        sniffed(second, 'port2 out 198.51.100.7.50001 -> 203.0.113.9.21: syn 100'),
      ]),
      ...lines,
    ].join('\n');
  };

  it('is a control connection that failed where it was repeated', () => {
    expect(analysed(dials([1, 2, 4])).controlSessions[0]).toMatchObject({ verdict: 'failed' });
    expect(analysed(dials([1])).controlSessions[0]).toMatchObject({ verdict: 'inconclusive' });
  });

  it('is no silence where it is not repeated, for then the answer is not in the capture', () => {
    const talk = [...passive, 'data 50000', '> RETR f', '< 150 here', 'wait 20', '> NOOP', '< 200 fine'];
    const words = 2 * [...passive].length;
    const hold = (prints: readonly Printed[]): readonly Printed[] => [
      ...prints.slice(0, 6 + words + 2),
      ...prints.slice(6 + words + 6),
    ];
    const report = onWire(talk, { hold });
    expect(report.offers[0]!.verdict).not.toBe('failed');
    const refused = onWire([...talk.slice(0, -4), 'wait 20', '< 425 nobody came'], { hold });
    expect(codesOf(refused, 'O1')).toContain('REPLY_425');
  });
});

it('a download that the client breaks off is told by the reply to its ABOR where that is lost', () => {
  const talk = ['data 50000', '> RETR f', '< 150 here', 'd< bytes', '> ABOR', '< 426 off', '< 226 ABOR done'];
  const without = talk.filter((line) => line !== '> ABOR');
  for (const lines of [talk, without]) {
    expect(onWire([...passive, ...lines]).offers[0]).toMatchObject({ verdict: 'worked' });
  }
});

it('a refused EPSV is no failure of a session in which a transfer began', () => {
  const lost = [
    ...login,
    '> EPSV',
    '< 500 what',
    '> LIST',
    '< 150 here',
    '< 226 done',
    '> QUIT',
    '< 221 bye',
  ];
  expect(onWire(lost).controlSessions[0]).toMatchObject({ verdict: 'worked' });
  const refused = [...login, '> EPSV', '< 500 what', '> QUIT', '< 221 bye'];
  expect(onWire(refused).controlSessions[0]).toMatchObject({ verdict: 'failed', code: 'OFFER_REFUSED' });
});
