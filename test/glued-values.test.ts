import { describe, expect, it } from '@jest/globals';
import { read } from './read.js';

/** What pages, writers and editors leave behind a value. */
const TAILS = [
  '<br>',
  '</p>',
  '**',
  '`',
  '|',
  ' |',
  ';',
  ',',
  ']',
  '}',
  '"',
  "'",
  '\u2026',
  '\u00b6',
  '<',
  '#',
  '!',
  '\\',
  '~',
];

const last = (text: string) => read(text).events.at(-1);
const SNIFFED = '2021-07-26 19:42:05.235631 port3 in 10.230.4.86.60921 -> 10.230.4.72.50756: syn 3571380554';
const WAD =
  '2021-07-26 21:42:05.094442 [p:508][s:40738626] wad_ftp_pasv_reply_handler(1180): offer_ip=10.0.0.7 offer_port=50756';
const REPLY =
  '2021-07-26 21:42:05.094442 [p:508][s:40738626] __wad_ftp_session_proc_reply(9): forwarded reply to client: ftp cmd=PASV, reply code=227';
const HIT = 'id=20085 trace_id=7 func=f line=3 msg="Find an EXP session, id-026d9f42';

describe('a number ends at its first non-digit', () => {
  it.each(TAILS)('in every grammar, before %j', (tail) => {
    expect(last(`${SNIFFED}${tail}`)).toMatchObject({
      tcp: { syn: true, seq: 3571380554 },
      dst: '10.230.4.72:50756',
    });
    expect(last(`${SNIFFED} ack 17${tail}`)).toMatchObject({ tcp: { syn: true, ack: 17 } });
    expect(last(`${WAD}${tail}`)).toMatchObject({ kind: 'ftp-offer', endpoint: '10.0.0.7:50756' });
    expect(last(`${REPLY}${tail}`)).toMatchObject({ kind: 'ftp-reply', code: 227 });
    expect(last(`${HIT}${tail}`)).toMatchObject({ kind: 'expectation-match', sessionId: '026d9f42' });
    expect(last(`session info: proto=6${tail}\nserial=0a41bb01${tail}`)).toMatchObject({
      proto: 6,
      sessionId: '0a41bb01',
    });
  });

  it('but one that goes on masked is none', () => {
    expect(last(SNIFFED.replace('380554', '3xxxxx'))).toMatchObject({ tcp: { syn: true, seq: undefined } });
  });
});

describe('what articles print', () => {
  it('is read without the head of a flow record', () => {
    const text =
      'msg="vd-root:0 received a packet(proto=6, 10.0.0.1:4000->10.0.0.2:21) ... from port2."\nfunc=fw_forward_handler msg="Denied by forward policy check (policy 0)"';
    const { events, damage } = read(text);
    expect(events).toMatchObject([
      { kind: 'packet', interface: 'port2', dst: '10.0.0.2:21' },
      { kind: 'drop', reason: 'forward-policy' },
    ]);
    expect(new Set(events.map((event) => 'traceId' in event && event.traceId)).size).toBe(1);
    expect(damage).toContain('lost-head@1');
  });

  it('is read without the stamp of a sniffed packet, and no sentence is taken for one', () => {
    const { events, tally } = read(
      'port2 in 10.0.0.1.4000 -> 10.0.0.2.21: syn 7\nroute 10.0.0.1 -> 10.0.0.2: fine',
    );
    expect(events).toMatchObject([{ kind: 'packet', interface: 'port2', stamp: undefined, tcp: { seq: 7 } }]);
    expect(tally.unrecognised).toBe(1);
  });

  it('is read from one line, behind the prompt and the command', () => {
    const session =
      'session info: proto=6 proto_state=01 state=log hook=pre dir=org act=noop 10.0.0.1:4000->10.0.0.2:21(0.0.0.0:0) serial=0a41bb01';
    expect(read(`FGT # diagnose sys session list ${session} ${session}`).events).toMatchObject([
      { kind: 'session' },
      { kind: 'session' },
    ]);
    expect(
      read('FGT # show firewall vip config firewall vip edit "ftp" set extip 10.0.0.2 next end').events,
    ).toMatchObject([{ kind: 'config', entry: 'ftp', settings: { extip: ['10.0.0.2'] } }]);
    const rows =
      '0x0000 4500 0028 0000 4000 4006 0000 0a00 0001 E..(..@.@....... 0x0010 0a00 0002 0fa0 0015 0000 0007 0000 0000 ................ 0x0020 5002 0000 0000 0000 P.......';
    expect(
      read(`2021-07-26 19:42:05.235631 port3 in 10.0.0.1.4000 -> 10.0.0.2.21: syn 7 ${rows}`).events,
    ).toMatchObject([{ kind: 'packet', bytes: 40 }]);
  });

  it('vanishes never: a beginning that nobody understands is damage', () => {
    expect(read('2021-07-26 99:42:05.235631 port3 in 10.0.0.1.4000 -> 10.0.0.2.21: syn 7').damage).toEqual([
      'unread-record@1',
    ]);
  });
});

it('takes no name of JavaScript for a keyword or a setting', () => {
  const text =
    'config firewall policy\n edit 1\n append constructor foo\n set toString a\n set name constructor\n next\nend';
  expect(read(text).events).toMatchObject([
    { entry: '1', settings: { name: ['constructor'], toString: ['a'] } },
  ]);
});
