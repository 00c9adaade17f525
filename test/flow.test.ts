import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { flowMessages } from '../src/catalogue/flow.js';
import { facts, read } from './read.js';

const SYN =
  '2021-07-26 21:42:05 id=20085 trace_id=138192 func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=6, 10.230.4.86:60921->10.230.4.72:50756) from port3. flag [S], seq 3571380554, ack 0, win 64240"';

test('the data connection of the seed', () => {
  const { events, summary } = read(
    [
      SYN,
      '2021-07-26 21:42:05 id=20085 trace_id=138192 func=resolve_ip_tuple_fast line=5819 msg="Find an EXP session, id-026d9f42."',
      '2021-07-26 21:42:05 id=20085 trace_id=138192 func=__ip_session_run_tuple line=3503 msg="DNAT 10.230.4.72:50756->10.220.3.202:50756"',
    ].join('\n'),
  );
  const common = {
    source: 'flow',
    stamp: { at: 1627335725000000, width: 1e6, printed: '2021-07-26 21:42:05', relative: false },
    traceId: 138192,
    blade: undefined,
  };
  expect(events).toEqual([
    {
      ...common,
      kind: 'packet',
      origin: { file: 'x', line: 1, text: SYN },
      vdom: 'root',
      vrf: 0,
      proto: 6,
      src: '10.230.4.86:60921',
      dst: '10.230.4.72:50756',
      interface: 'port3',
      tunnelId: undefined,
      tcp: { flags: 'S', seq: 3571380554, ack: 0, window: 64240 },
      icmp: undefined,
    },
    {
      ...common,
      kind: 'expectation-match',
      origin: expect.objectContaining({ line: 2 }),
      sessionId: '026d9f42',
    },
    {
      ...common,
      kind: 'nat',
      origin: expect.objectContaining({ line: 3 }),
      nat: 'dnat',
      from: '10.230.4.72:50756',
      to: '10.220.3.202:50756',
    },
  ]);
  expect(summary).toEqual({
    file: 'x',
    lines: 3,
    records: { wad: 0, flow: 3, sniffer: 0, session: 0, config: 0 },
    unrecognised: 0,
    damage: [],
  });
});

describe('envelopes', () => {
  test.each([
    ['id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"', {}],
    ['id=13 trace_id=7 msg="send to ips"', {}],
    ['trace_id=7 func=ids_receive line=298 msg="send to ips"', {}],
    ['id=36870 pri=emergency trace_id=7 msg="send to ips"', {}],
    ['2021-07-26 21:42:05 id=65308 trace_id=7 func=ids_receive line=298 msg="send to ips"', {}],
    ['[FPM04]  id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"', { blade: 'FPM04' }],
    ['[FPC02] id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"', { blade: 'FPC02' }],
    ['FGT # id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"', {}],
    ['FGT-60_a (root) # id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"', {}],
    ['# id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"', {}],
    ['FGT # 2021-07-26 21:42:05 id=20085 trace_id=7 msg="send to ips"', {}],
    ['    id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"   <----- here', {}],
    ['id=20085 trace_id=7 func=ids_receive line=298 msg="send to ips"    //to the engine', {}],
  ])('%s', (line, more) => {
    expect(facts(line)).toEqual([{ kind: 'inspect', traceId: 7, by: 'ips', ...more }]);
    expect(read(line).summary.damage).toEqual([]);
  });
});

describe('packets', () => {
  const packet = (text: string) => facts(`id=20085 trace_id=1 msg="${text}"`)[0];
  const common = { kind: 'packet', traceId: 1, vdom: 'root' };

  test.each([
    [
      'vd-root received a packet (proto=6, 10.1.0.5:1025->10.1.0.9:21) from internal.',
      { ...common, proto: 6, src: '10.1.0.5:1025', dst: '10.1.0.9:21', interface: 'internal' },
    ],
    [
      'vd-root:12 received a packet(proto=17, 10.1.0.5:53->10.1.0.9:53) tun_id=10.100.1.1 from VPN_12. ',
      {
        ...common,
        vrf: 12,
        proto: 17,
        src: '10.1.0.5:53',
        dst: '10.1.0.9:53',
        tunnelId: '10.100.1.1',
        interface: 'VPN_12',
      },
    ],
    [
      'vd-root:0 received a packet(proto=6, 2001:DB8::1:10001->2001:db8:0:0::2:80) from port1.100.',
      {
        ...common,
        vrf: 0,
        proto: 6,
        src: '[2001:db8::1]:10001',
        dst: '[2001:db8::2]:80',
        interface: 'port1.100',
      },
    ],
    [
      'vd-root received a packet(proto=1, 10.1.0.5:512->10.1.0.9:2048) from TO_EXTERNAL . type=8, code=0, id=512, seq=3.',
      {
        ...common,
        proto: 1,
        src: '10.1.0.5',
        dst: '10.1.0.9',
        interface: 'TO_EXTERNAL',
        icmp: { type: 8, code: 0, id: 512, seq: 3 },
      },
    ],
    [
      'vd-root received a packet(proto=1, 10.1.0.5:512->10.1.0.9:8) from wan 1.',
      {
        ...common,
        proto: 1,
        src: '10.1.0.5',
        dst: '10.1.0.9',
        interface: 'wan 1',
        icmp: { type: 8, code: 0, id: 512 },
      },
    ],
    [
      'vd-root received a packet(proto=1, 10.1.0.5:512->10.1.0.9:0) from lan.',
      {
        ...common,
        proto: 1,
        src: '10.1.0.5',
        dst: '10.1.0.9',
        interface: 'lan',
        icmp: { type: 0, code: 0, id: 512 },
      },
    ],
    [
      'vd-root received a packet(proto=6, 10.1.0.9:21->10.1.0.5:1025) from wan1. flag [.], seq 1, ack 2, win 3',
      {
        ...common,
        proto: 6,
        src: '10.1.0.9:21',
        dst: '10.1.0.5:1025',
        interface: 'wan1',
        tcp: { flags: '.', seq: 1, ack: 2, window: 3 },
      },
    ],
  ])('%s', (text, event) => {
    const seen = packet(text) as { icmp?: object };
    expect(JSON.parse(JSON.stringify(seen))).toEqual(event);
  });

  test.each([
    ['from port3. flag [S], seq 35', 'port3'],
    ['from port3.1', undefined],
    ['from internal1.flag', 'internal1'],
    [' tun_id', undefined],
    ['', undefined],
  ])('cut after %j keeps what is certain', (rest, iface) => {
    const line = `id=20085 trace_id=1 msg="vd-root:0 received a packet(proto=6, 10.1.0.5:1025->10.1.0.9:21) ${rest}"`;
    const event = facts(line)[0] as Record<string, unknown>;
    expect(event).toMatchObject({ kind: 'packet', src: '10.1.0.5:1025', dst: '10.1.0.9:21' });
    expect(event['interface']).toBe(iface);
    expect(event['tcp']).toBeUndefined();
    expect(read(line).damage).toEqual(['truncated-record@1']);
  });

  test.each([
    ['vd-root received a packet(proto=6,> from port3.', 'lost-tuple'],
    ['vd-root received a packet(proto=6, XX.XX.183.94:443->10.0.0.1:21) from port3.', 'masked-address'],
    ['vd-root received a packet(proto=6, 10.0.0.1:443->x.x.x.x:21) from port3.', 'masked-address'],
    ['vd-root received a packet(proto=6, 10.0.0.1:443->10.0.', 'truncated-record'],
    ['DNAT X.X.X.X:21->10.0.0.7:21', 'masked-address'],
  ])('%s is no packet but a message, and told', (text, kind) => {
    const line = `id=20085 trace_id=1 msg="${text}"`;
    expect(facts(line)).toEqual([{ kind: 'flow-message', traceId: 1, text }]);
    expect(read(line).damage).toEqual([`${kind}@1`]);
  });
});

describe('messages', () => {
  const one = (text: string) => facts(`id=20085 trace_id=1 func=f line=2 msg="${text}"`)[0];

  test.each([
    [
      'find a route: flag=80000000 gw-0.0.0.0 via root',
      { kind: 'route', gateway: '0.0.0.0', interface: 'root' },
    ],
    [
      'find a route: gw-2001:db8::2 via port2 err 0 flags 1',
      { kind: 'route', gateway: '2001:db8::2', interface: 'port2' },
    ],
    [
      'Match policy routing id=2131230721: to 10.1.0.9 via ifindex-7',
      { kind: 'policy-route', gateway: '10.1.0.9' },
    ],
    [
      'SNAT 10.1.0.5->198.51.100.7:61001',
      { kind: 'nat', nat: 'snat', from: '10.1.0.5', to: '198.51.100.7:61001' },
    ],
    [
      'DNAT 10.10.10.1 0:23->10.1.1.1:23',
      { kind: 'nat', nat: 'dnat', from: '10.10.10.10:23', to: '10.1.1.1:23' },
    ],
    ['Allowed by Policy-3: SNAT AV', { kind: 'policy-allow', policy: '3', actions: ['SNAT', 'AV'] }],
    ['Denied by forward policy check (policy 0)', { kind: 'drop', reason: 'forward-policy', policy: '0' }],
    [' Denied by forward policy check', { kind: 'drop', reason: 'forward-policy' }],
    [
      'iprope_in_check() check failed on policy 0, drop',
      { kind: 'drop', reason: 'iprope-in-check', policy: '0' },
    ],
    ['replay packet, drop ', { kind: 'drop', reason: 'replay' }],
    ['No matching IPsec selector, drop', { kind: 'drop', reason: 'ipsec-selector' }],
    ['SA is not ready yet, drop', { kind: 'drop', reason: 'ipsec-sa-not-ready' }],
    ['exceeded shaper limit, drop', { kind: 'drop', reason: 'shaper-limit' }],
    ['no session matched', { kind: 'drop', reason: 'no-session-matched' }],
    ['some new check failed, drop', { kind: 'drop', reason: 'other', words: 'some new check failed, drop' }],
    ['run helper-ftp(dir=reply)', { kind: 'helper', helper: 'ftp', direction: 'reply' }],
  ])('%s', (text, event) => {
    expect(one(text)).toEqual({ traceId: 1, ...event });
  });

  test.each([
    'policy-3 is matched, act-accept',
    'checked gnum-100004 policy-3, ret-matched, act-accept',
    'checked gnum-10000e policy-4294967295, ret-matched, act-drop',
    'after check: ret-matched, act-drop, flag-00000000, flag2-00000000',
    'trace',
    'words of a release to come',
  ])('%s is no verdict', (text) => {
    expect(one(text)).toEqual({ kind: 'flow-message', traceId: 1, func: 'f', text });
  });

  test('every sample makes a record that is whole', () => {
    for (const { samples } of flowMessages) {
      for (const sample of samples) {
        const { summary, damage } = read(`id=20085 trace_id=1 func=f line=2 msg="${sample}"`);
        expect([sample, summary.records.flow, ...damage]).toEqual([sample, 1]);
      }
    }
  });
});

const SEED = new URL('../../shared/seed/explicit-ftps-over-vip.txt', import.meta.url);
(existsSync(SEED) ? test : test.skip)('the whole article of the seed', () => {
  const { events, summary, tally } = read(readFileSync(SEED, 'utf8'));
  expect(summary.records).toEqual({ wad: 8, flow: 11, sniffer: 12, session: 0, config: 5 });
  expect(summary.damage).toEqual([{ kind: 'repeated-tail', count: 5, firstLine: 113 }]);
  expect(tally).toEqual({ lines: 127, claimed: 87, blank: 18, unrecognised: 22 });
  const kinds = events
    .filter(({ source }) => source === 'flow')
    .map(({ kind, origin }) => `${origin.line} ${kind}`);
  expect(kinds).toEqual([
    '98 packet',
    '99 session-new',
    '100 vip',
    '101 nat',
    '102 route',
    '103 policy-allow',
    '104 inspect',
    '105 inspect',
    '108 packet',
    '109 expectation-match',
    '110 nat',
  ]);
});
