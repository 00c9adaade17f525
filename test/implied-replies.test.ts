import { describe, expect, it } from '@jest/globals';

import { analyse } from './samples/run.js';

let trace = 0;
/** A packet in the flow trace, which stamps whole seconds. */
const packet = (second: number, way: string, flag: string, ...then: string[]): string => {
  trace += 1;
  const [from, to, port] = way.split(' ');
  const head = `2026-03-10 11:00:${second} id=65308 trace_id=${trace}`;
  const seen = `vd-root:0 received a packet(proto=6, ${from}->${to}) tun_id=0.0.0.0 from ${port}. flag [${flag}], seq 100, ack ${flag === 'S' ? 0 : 101}, win 64240`;
  return [`print_pkt_detail line=5862 msg="${seen}"`, ...then].map((one) => `${head} func=${one}\n`).join('');
};
const known = (id: string, way = 'original'): string =>
  `resolve_ip_tuple_fast line=621 msg="Find an existing session, id-${id}, ${way} direction"`;
const dialled = (second: number, port: number): string => {
  const [forth, back] = [
    `192.0.2.47:${port - 10000} 203.0.113.17:${port} wan1`,
    `10.22.131.17:${port} 192.0.2.47:${port - 10000} port2`,
  ];
  return [
    packet(
      second,
      forth,
      'S',
      'resolve_ip_tuple_fast line=621 msg="Find an EXP session, id-256c9dfc."',
      `__ip_session_run_tuple line=622 msg="DNAT 203.0.113.17:${port}->10.22.131.17:${port}"`,
    ),
    packet(second, back, 'S.', known('256c9e36', 'reply')),
    packet(second, back, 'F.', known('256c9e36', 'reply')),
    packet(second, forth, 'F.', known('256c9e36')),
  ].join('');
};
const control = packet(27, '192.0.2.47:42987 203.0.113.17:21 wan1', 'P.', known('256c9dfc'));
const reply = (micros: string, code: number): string =>
  `2026-03-10 11:00:${micros} [p:305][s:627875324] __wad_ftp_session_proc_reply(296): forwarded reply to client: ftp cmd=RETR, reply code=${code}\n`;
const wad = reply('27.197952', 150) + reply('27.445862', 451);

describe('the final reply in a WAD log that begins behind the offer', () => {
  const offers = (flow: string) => analyse({ 'flow.log': flow, 'wad.log': wad }).offers;

  it('is about the data connection of that second, where there is but one', () => {
    expect(offers(control + dialled(27, 58643) + dialled(40, 58700))).toMatchObject([
      { verdict: 'failed', code: 'REPLY_451' },
      { verdict: 'worked' },
    ]);
  });

  it('is given to none of two', () => {
    expect(offers(control + dialled(27, 58643) + dialled(27, 58700)).map(({ code }) => code)).not.toContain(
      'REPLY_451',
    );
  });
});

describe('a refusal that a log begins with, long after the only data connection that was dialled', () => {
  const refused = (command: string): string =>
    `2026-03-10 11:00:40.197952 [p:305][s:627875324] __wad_ftp_session_proc_reply(296): forwarded reply to client: ftp cmd=${command}, reply code=522\n`;
  const offers = (log: string) =>
    analyse({ 'flow.log': control + dialled(27, 58643), 'wad.log': log }).offers;

  it('forbids to say that its transfer worked, and does not say that it failed', () => {
    expect(offers(refused('RETR'))).toMatchObject([{ pinhole: 'hit', verdict: 'inconclusive' }]);
  });

  it('says nothing where it answers no transfer', () => {
    expect(offers(refused('CWD'))).toMatchObject([{ verdict: 'worked' }]);
  });
});

it('a refusal with which a log begins behind the end of a data connection may answer the next transfer', () => {
  const offers = (log: string) =>
    analyse({ 'flow.log': control + dialled(27, 58643), 'wad.log': log }).offers;
  expect(offers(reply('28.221339', 550))).toMatchObject([{ pinhole: 'hit', verdict: 'inconclusive' }]);
  const begun = reply('27.197952', 150) + reply('28.221339', 451);
  expect(offers(begun)).toMatchObject([{ verdict: 'failed', code: 'REPLY_451' }]);
});
