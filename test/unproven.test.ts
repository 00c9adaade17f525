import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { analysed, codesOf, ftpWire, login } from './tools/ftpwire.js';
import { printSniffer } from './tools/printsniffer.js';

/** The records of one packet in a flow trace that prints no time. */
const bare = (id: number, route: string, flags: string, seq: number, ...messages: string[]): string =>
  [
    `vd-root:0 received a packet(proto=6, ${route}) from port1. flag [${flags}], seq ${seq}, ack 1, win 502`,
    ...messages,
  ]
    .map((text) => `id=20085 trace_id=${id} func=x line=1 msg="${text}"`)
    .join('\n');

describe('a flow trace without stamps', () => {
  const [client, server] = ['198.51.100.7:40000', '203.0.113.9:21'];
  const flow = [
    bare(1, `${client}->${server}`, 'S', 40_000_000, 'allocate a new session-0000002a'),
    bare(2, `${server}->${client}`, '.', 21_500, 'no session matched'),
  ].join('\n');
  const said = (...end: string[]): string[] =>
    codesOf(analysed(flow, ftpWire([...login, '> RETR f', '< 150 here', ...end])), 'C1');

  it('CONTROL_IDLE_TIMEOUT: the sniffer tells how long it was silent before its packet fitted no session', () => {
    expect(said('wait 4800', '< 226 done')).toEqual(['CONTROL_IDLE_TIMEOUT']);
    expect(said('wait 1200', '< 226 done')).toEqual([]);
    // The client heard it: that was not the packet that fitted none.
    expect(said('wait 4800', '< 226 done', '> NOOP')).toEqual([]);
  });
});

describe('words that the capture lost', () => {
  const first = [...login, '> PASV', '< 227 here (203,0,113,9,195,80)', '> RETR a', 'data 50000'];
  const ran = ['< 150 here', 'd< bytes', 'd< !fin', 'd> !fin', '< 226 sent'];
  const bye = ['> QUIT', '< 221 bye', '> !fin', '< !fin'];
  /** As the sniffer prints it, without the packets that begin so. */
  const without = (lost: readonly string[], ...lines: string[]) => {
    const printed = printSniffer(ftpWire(lines), 3)
      .join('\n')
      .split(/\n(?=\d+-)/);
    const kept = printed.filter(
      (packet) => !lost.some((words) => packet.includes(`\t${'.'.repeat(6)}${words}`)),
    );
    expect(kept.length).toBe(printed.length - 2 * lost.length);
    return analysed(kept.join('\n')).offers.map(({ verdict, code }) => `${verdict} ${code}`);
  };
  const second = ['> EPSV', '< 229 here (|||50001|)', '> LIST', '< 425 nobody', ...bye];

  it('may have been another offer: what is said behind them speaks of no earlier one', () => {
    expect(without([], ...first, ...ran, ...second)).toHaveLength(2);
    expect(without(['EPSV', '229', '226'], ...first, ...ran, ...second)).toEqual([
      'worked DATA_CONNECTION_OPENED',
    ]);
    expect(without(['229', '226'], ...first, ...ran, ...second)).toEqual(['worked DATA_CONNECTION_OPENED']);
  });

  it('shows in what the other side acknowledges, before the side itself speaks again', () => {
    const lost = ['226', 'EPSV', '229', 'LIST'];
    expect(without(lost, ...first, ...ran, ...second)).toEqual(['worked DATA_CONNECTION_OPENED']);
  });

  it('may have been a transfer command, or a refusal: nobody knows that an offer was not wanted', () => {
    const offered = [...login, '> PORT 198,51,100,7,195,80', '< 500 no', ...bye];
    expect(without([], ...offered)).toEqual(['failed OFFER_REFUSED']);
    expect(without(['500'], ...offered)).toEqual(['inconclusive INSUFFICIENT_EVIDENCE']);
    expect(without(['500', '221'], ...offered)).toEqual(['inconclusive INSUFFICIENT_EVIDENCE']);
  });

  it('may have been the reply that confirmed a transfer', () => {
    const late = [...first, ...ran, 'wait 20', ...bye];
    expect(without(['226'], ...late)).toEqual(['worked DATA_CONNECTION_OPENED']);
  });

  it('leave a farewell that confirms nothing', () => {
    expect(without(['QUIT'], ...first.slice(0, -1), '< 150 here', ...bye)).toEqual([
      'inconclusive INSUFFICIENT_EVIDENCE',
    ]);
  });
});

/** WAD's lines of one session; those that it prints without a stamp stay so. */
const wad = (...lines: string[]): string =>
  lines
    .map((text, at) =>
      /^(?:Control|Expect)/.test(text) ? text : `2023-11-14 22:13:22.00000${at} [p:508][s:43690] ${text}`,
    )
    .join('\n');
const control = 'Control session tuple: 198.51.100.7:40000 -> 203.0.113.9:21 vf 0 vrf 0';
const opened = [
  'wad_ftp_pasv_reply_handler(1180): offer_ip=203.0.113.9 offer_port=50000',
  control,
  'Expect session tuple: 198.51.100.7:0 -> 203.0.113.9:50000 vf 0 vrf 0',
];
const forwarded = (command: string, code: number): string =>
  `__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=${command}, reply code=${code}`;

describe('a WAD log that lost the line of an offer', () => {
  it('does not give the earlier one what was said of it', () => {
    const log = wad(
      control,
      ...opened,
      forwarded('PASV', 227),
      forwarded('PASV', 227),
      forwarded('RETR', 425),
    );
    // WAD alone does not show whether anybody dialled.
    expect(analysed(log).offers).toMatchObject([{ verdict: 'inconclusive', code: 'INSUFFICIENT_EVIDENCE' }]);
  });
});

describe('a WAD log that ends at the offer', () => {
  const log = wad(control, ...opened, forwarded('PASV', 227));
  const flow =
    '2023-11-14 22:13:20 id=20085 trace_id=1 func=x line=1 msg="vd-root:0 received a packet(proto=6, 198.51.100.7:40000->203.0.113.9:21) from port1. flag [S], seq 40000000, ack 0, win 502"';
  const begin = ['< 220 hello', '> AUTH TLS', '< 234 go on', '> !hello', '< !server-hello', '> !finished'];
  const judged = (...more: string[]) => {
    const wire = ftpWire([...begin, 'wait 1.9', '> !bytes', '< !bytes', ...more, '> !fin', '< !fin'], {
      oneSide: true,
    });
    return analysed(log, flow, printSniffer(wire, 1).join('\n')).offers[0]!;
  };

  it('leaves unused what the session fell silent after', () => {
    expect(judged('wait 3')).toMatchObject({
      verdict: 'unused',
      code: 'PROXY_CLIENT_NEVER_USED',
      confidence: 'likely',
    });
  });

  it.each([
    ['more is said', ['wait 3', '> !bytes', '< !bytes', 'wait 3']],
    ['the server answers late to what was said at once', ['> !bytes', 'wait 40', '< !bytes', 'wait 3']],
  ])('does not know whether anybody wanted the offer where %s', (_, more) => {
    const offer = judged(...more);
    expect(offer).toMatchObject({ verdict: 'inconclusive', code: 'INSUFFICIENT_EVIDENCE' });
    expect(offer.stages.find(({ stage }) => stage === 'syn')!.state).toBe('missing');
  });
});

describe('a flow trace whose clock is behind that of WAD', () => {
  const log = wad(control, ...opened, forwarded('PASV', 227), forwarded('RETR', 226));
  const judged = (second: string, ...becomes: string[]) => {
    const packet = (time: string, id: number, port: string, ...messages: string[]): string[] =>
      [
        `vd-root:0 received a packet(proto=6, 198.51.100.7:4000${id}->203.0.113.9:${port}) from port1. flag [S], seq ${id}, ack 0, win 1`,
        ...messages,
      ].map((text) => `2023-11-14 22:${time} id=20085 trace_id=${id} func=x line=1 msg="${text}"`);
    const begin = packet('11:00', 0, '21', 'allocate a new session-0000aaaa', 'send to application layer');
    return analysed(log, [...begin, ...packet(second, 1, '50000', ...becomes)].join('\n'));
  };

  it('is told by a pinhole that was hit before it was there: the offer is one', () => {
    const { offers, clocks } = judged('12:42', 'Find an EXP session, id-0000aaaa.');
    expect(offers).toMatchObject([{ command: 'PASV', pinhole: 'hit', verdict: 'worked' }]);
    const { offsetSeconds, method } = clocks.find(({ source }) => source === 'wad')!;
    expect(method).toBe('tuple');
    expect(Math.abs(offsetSeconds - 40)).toBeLessThan(20);
  });

  it('is not told by a client that came late, or by a try that hit nothing', () => {
    const method = (...told: [string, ...string[]]) =>
      judged(...told).clocks.find(({ source }) => source === 'wad')!.method;
    expect(method('14:02', 'Find an EXP session, id-0000aaaa.')).toBe('assumed');
    expect(method('12:42', 'Denied by forward policy check (policy 0)')).toBe('assumed');
  });
});

describe('an offer whose answer the capture does not show', () => {
  const { 'wad.log': wad = '', ...others } = stored('active-low-port');
  const cutBefore = (words: string) =>
    analyse({ ...others, 'wad.log': wad.split(words)[0] ?? '' }).offers.find(
      ({ command }) => command === 'PORT',
    );

  it('is not unused: the server may have refused it', () => {
    expect(cutBefore('removed command PORT')).toMatchObject({ verdict: 'inconclusive', confidence: null });
    expect(cutBefore('no such words')).toMatchObject({ verdict: 'failed', code: 'ACTIVE_LOW_PORT' });
  });
});

describe('a SYN that nobody answers', () => {
  const { 'sniff.txt': sniffed = '' } = stored('helper-server-no-answer');
  const packets = sniffed.split(/\n(?=\d{4}-)/);
  const dialled = packets.filter((packet) => packet.includes('.50342: syn'));
  const verdicts = (kept: readonly string[]) =>
    analyse({ 'sniff.txt': kept.join('\n') }).offers.map(({ code, confidence }) => `${code} ${confidence}`);

  it('is not proven to have no answer where it came once: who dials repeats it', () => {
    expect(verdicts(packets)).toEqual(['SERVER_NO_ANSWER proven']);
    const later = packets
      .at(-1)!
      .replace(/^(\S+ \S+) .*/, '$1 srv.30 out 10.9.9.9.40000 -> 10.8.8.8.443: syn 5');
    const once = packets.filter((packet) => !dialled.slice(2).includes(packet));
    expect(verdicts([...once, later])).toEqual(['SERVER_NO_ANSWER likely']);
  });
});
