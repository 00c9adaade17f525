import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { TraceEvent } from '../src/events/events.js';
import type { SessionEntry } from '../src/events/listing.js';
import { createSessionParser } from '../src/parsers/session/session.js';
import { analyse } from './samples/run.js';

interface Outcome {
  entries: SessionEntry[];
  claims: (string | null)[];
  damage: string[];
}

function parse(lines: string[]): Outcome {
  const parser = createSessionParser();
  const out: Outcome = { entries: [], claims: [], damage: [] };
  const emit = (event: TraceEvent): void => void out.entries.push(event as SessionEntry);
  lines.forEach((raw, index) => {
    const record = { text: raw.trim(), origin: { file: 'x', line: index + 1, text: raw } };
    out.claims.push(parser.read(record, emit, (kind, line) => out.damage.push(`${kind}@${line}`)));
  });
  parser.flush(emit);
  return out;
}

const only = (lines: string[]): SessionEntry => {
  const { entries } = parse(lines);
  expect(entries).toHaveLength(1);
  return entries[0]!;
};

const proxied =
  `session info: proto=6 proto_state=11 duration=12 expire=3588 timeout=3600 flags=00000000 socktype=0 sockport=0 av_idx=0 use=4
origin-shaper=
reply-shaper=
per_ip_shaper=
class_id=0 ha_id=0 policy_dir=0 tunnel=/ helper=ftp vlan_cos=0/255
state=redir local may_dirty ndr f00${' '}
statistic(bytes/packets/allow_err): org=164/3/1 reply=120/2/1 tuples=2
tx speed(Bps/kbps): 13/0 rx speed(Bps/kbps): 10/0
orgin->sink: org pre->post, reply pre->post dev=5->4/4->5 gwy=10.0.0.7/0.0.0.0
hook=pre dir=org act=dnat 192.0.2.10:50210->198.51.100.7:21(10.0.0.7:21)
hook=post dir=reply act=snat 10.0.0.7:21->192.0.2.10:50210(198.51.100.7:21)
hook=post dir=org act=noop 192.0.2.10:50210->10.0.0.7:21(0.0.0.0:0)
pos/(before,after) 0/(0,0), 0/(0,0)
misc=0 policy_id=3 pol_uuid_idx=15853 auth_info=0 chk_client_info=0 vd=1
serial=026D9F42 tos=ff/ff app_list=0 app=0 url_cat=0
sdwan_mbr_seq=0 sdwan_service_id=0
rpdb_link_id = 00000000
dd_type=0 dd_mode=0
npu_state=0x100000
npu info: flag=0x00/0x00, offload=0/0, ips_offload=8/8, epid=0/0, ipid=0/0, vlan=0x0000/0x0000
vlifid=0/0, vtag_in=0x0000/0x0000 in_npu=0/0, out_npu=0/0, fwd_en=0/0, qid=0/0
no_ofld_reason:  redir-to-av
reflect info 0:
total reflect session num: 1
total session 1`.split('\n');

const pinhole =
  `session info: proto=6 proto_state=00 duration=6 expire=-107 timeout=3600 flags=00000000 sockflag=00000000 sockport=0 av_idx=0 use=3
origin-shaper=
reply-shaper=
per_ip_shaper=
ha_id=0 policy_dir=1 tunnel=/
state=new npu acct-ext complex
statistic(bytes/packets/allow_err): org=0/0/0 reply=0/0/0 tuples=2
orgin->sink: org pre->post, reply pre->post dev=4->5/5->4 gwy=192.0.2.10/0.0.0.0
hook=pre dir=org act=dnat 10.0.0.7:0->203.0.113.9:50300(192.0.2.10:50300)
hook=pre dir=org act=noop 0.0.0.0:0->0.0.0.0:0(0.0.0.0:0)
pos/(before,after) 0/(0,0), 0/(0,0)
misc=0 policy_id=4294967295 auth_info=0 chk_client_info=0 vd=0
serial=000ee70c tos=ff/ff ips_view=0 app_list=0 app=0`.split('\n');

const facts = ({ origin, ...rest }: SessionEntry): object => ({ ...rest, line: origin.line });

describe('a session', () => {
  it('is one entry of one block', () => {
    const { entries, claims, damage } = parse(proxied);
    expect(claims).toEqual(['record', ...proxied.slice(1).map(() => 'part')]);
    expect(damage).toEqual([]);
    expect(entries.map(facts)).toEqual([
      {
        source: 'session',
        kind: 'session',
        stamp: undefined,
        line: 1,
        proto: 6,
        sessionId: '026d9f42',
        protoState: '11',
        policy: '3',
        expire: 3588,
        duration: 12,
        state: ['redir', 'local', 'may_dirty', 'ndr', 'f00'],
        helper: 'ftp',
        expectation: false,
        vdomIndex: 1,
        offloaded: false,
        hooks: [
          {
            hook: 'pre',
            dir: 'org',
            act: 'dnat',
            src: '192.0.2.10:50210',
            dst: '198.51.100.7:21',
            nat: '10.0.0.7:21',
          },
          {
            hook: 'post',
            dir: 'reply',
            act: 'snat',
            src: '10.0.0.7:21',
            dst: '192.0.2.10:50210',
            nat: '198.51.100.7:21',
          },
          { hook: 'post', dir: 'org', act: 'noop', src: '192.0.2.10:50210', dst: '10.0.0.7:21', nat: null },
        ],
      },
    ]);
  });

  it('of 4.x prints no policy id, and its expiry may stand alone', () => {
    const old = only([
      'session info: proto=6 proto_state=01 expire=3599 timeout=3600 flags=00000000 av_idx=9 use=3',
      'bandwidth=0/sec guaranteed_bandwidth=0/sec traffic=0/sec prio=0 logtype=session ha_id=0 hakey=0',
      'tunnel=/',
      'state=log may_dirty',
      'statistic(bytes/packets/err): org=1/1/0 reply=1/1/0 tuples=2',
      'orgin->sink: org pre->post, reply pre->post oif=3/2 gwy=10.0.0.1/10.0.0.2',
      'hook=post dir=org act=snat 10.0.0.7:49000->192.0.2.10:21(198.51.100.7:41000)',
      'misc=0 domain_info=0 auth_info=0 ftgd_info=0 ids=0x0 vd=0 serial=0004b0a1 tos=ff/ff',
    ]);
    expect(old).toMatchObject({
      policy: undefined,
      sessionId: '0004b0a1',
      vdomIndex: 0,
      duration: undefined,
    });
    expect(old.offloaded).toBeUndefined();
  });

  it('may have slots, IPv6 tuples and words before its state', () => {
    const six = only([
      'session6 info: slot=3 ori_slot=3 proto=6 proto_state=01 duration=4 expire=59 timeout=0 refresh_dir=both use=4',
      'user=anna auth_server=root state=log may_dirty authed acct-ext ',
      'hook=post dir=org act=snat 2001:db8::22:8900->2001:DB8:70::40:21(2001:db8:30::52:27355)',
      'hook=post dir=reply act=noop 2001:db8:70::40:21->2001:db8::22:8900(:::0)',
      'misc=0 policy_id=4 vd=0',
      'serial=00000100 tos=ff/ff',
      'npu_state=0x4000c00 ofld-O ofld-R',
      'total session6: 1',
    ]);
    expect(six.state).toEqual(['log', 'may_dirty', 'authed', 'acct-ext']);
    expect(six.hooks.map(({ dst, nat }) => [dst, nat])).toEqual([
      ['[2001:db8:70::40]:21', '[2001:db8:30::52]:27355'],
      ['[2001:db8::22]:8900', null],
    ]);
    expect(six.offloaded).toBe(true);
  });

  it('is offloaded when the processor counts it', () => {
    const with_ = (line: string) => only([proxied[0]!, line]).offloaded;
    expect(with_('npu info: flag=0x81/0x81, offload=8/8, ips_offload=0/0')).toBe(true);
    expect(with_('npu info: flag=0x81/0x81, offload=0/0, ips_offload=8/8')).toBe(false);
    expect(with_('no_ofld_reason:  helper')).toBe(false);
    expect(with_('no_ofld_reason: ')).toBeUndefined();
  });
});

describe('an expectation', () => {
  it('is told by what it has not seen yet', () => {
    expect(only(pinhole)).toMatchObject({
      expectation: true,
      expire: -107,
      duration: 6,
      policy: '4294967295',
      sessionId: '000ee70c',
      hooks: [
        { src: '10.0.0.7:0', dst: '203.0.113.9:50300', nat: '192.0.2.10:50300' },
        { src: '0.0.0.0:0', nat: null },
      ],
    });
    expect(only(pinhole.map((line) => line.replace('org=0/0/0', 'org=60/1/0'))).expectation).toBe(false);
    expect(only(pinhole.map((line) => line.replace('10.0.0.7:0', '10.0.0.7:20'))).expectation).toBe(false);
    expect(only(pinhole.map((line) => line.replace('state=new', 'state=log'))).expectation).toBe(false);
    expect(only(pinhole.map((line) => line.replace('state=new', 'state=new log f31'))).expectation).toBe(
      true,
    );
    expect(only(pinhole.map((line) => line.replace('_state=00', '_state=01'))).expectation).toBe(false);
  });
});

describe('damage', () => {
  const expected = facts(only(proxied.slice(0, -1)));

  it('on one line', () => {
    expect(facts(only([proxied.join(' ')]))).toEqual(expected);
    expect(parse([`${proxied.join(' ')} ${proxied.join(' ')}`]).entries).toHaveLength(2);
  });

  it.each([70, 80])('wrapped by a terminal of %i columns', (columns) => {
    const wrapped = proxied.flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []);
    expect(facts(only(wrapped))).toEqual(expected);
    expect([...new Set(parse(wrapped).damage)]).toEqual(['wrapped-record@1']);
  });

  it('ends where another table follows, however much its lines look like the rest of a wrapped one', () => {
    const row = '*> 1.0.0.0/24        10.20.30.40              0             0 64512 100 i <-/1>';
    const { entries, claims } = parse([...proxied, ...Array<string>(500).fill(row)]);
    expect(entries).toHaveLength(1);
    expect(claims.slice(100)).toEqual(claims.slice(100).map(() => null));
  });

  it('wrapped at blanks by a page', () => {
    const wrapped = proxied.flatMap((line) => line.match(/.{1,70}(?: |$)/g) ?? []);
    expect(facts(only(wrapped))).toEqual(expected);
    expect(
      only([
        'session info: proto=6 proto_state=01 duration=1 expire=2',
        'hook=pre dir=org act=noop',
        '10.0.0.3:36714->10.0.0.4:222(0.0.0.0:0)',
      ]).hooks,
    ).toHaveLength(1);
  });

  it('cut anywhere', () => {
    const hook = proxied.slice(0, 10);
    expect(parse([...hook.slice(0, 9), hook[9]!.slice(0, 40)])).toMatchObject({ entries: [{ hooks: [] }] });
    expect(only(hook.slice(0, 2))).toMatchObject({ sessionId: undefined, hooks: [], expectation: false });
    expect(parse([...hook.slice(0, 9), hook[9]!.slice(0, 40), proxied[0]!]).damage).toEqual(['cut-record@1']);
    expect(parse(['session info: prot', proxied[0]!])).toMatchObject({
      entries: [{}],
      damage: ['cut-record@1'],
    });
  });

  it('does not give the hooks of a headless block to the one above', () => {
    const { entries, damage, claims } = parse([...proxied.slice(0, -1), ...pinhole.slice(5)]);
    expect(entries.map(facts)).toEqual([expected]);
    expect(damage).toEqual([`lost-head@${proxied.length}`]);
    expect(claims.at(-1)).toBe(null);
  });

  it('does not take other listings behind it for such a block', () => {
    const others = [
      'misc info:       session_count=94',
      'misc rxc=0 txc=0',
      'state off',
      'hook is on port 21',
    ];
    expect(parse([...proxied, ...others]).damage).toEqual([]);
  });
});

describe('a list of expectations', () => {
  const offersOf = (lines: string[]): unknown[] => {
    const { offers } = analyse({ 'sessions.log': [...lines, 'total session: 1', ''].join('\n') });
    return offers.map(({ evidence }) => evidence[0]?.line);
  };

  it('shows an offer of FTP where its protocol is TCP', () => {
    expect(offersOf(pinhole)).toEqual([1]);
  });

  it('shows none where it is UDP: FTP has its data on TCP alone', () => {
    expect(offersOf(pinhole.map((line) => line.replace('proto=6', 'proto=17')))).toEqual([]);
  });
});

it('leaves the lines of others alone', () => {
  const others = [
    'state=log may_dirty',
    'hook=pre dir=org act=noop 10.0.0.3:36714->10.0.0.4:222(0.0.0.0:0)',
    'The session info: proto=6 is shown',
    'total sessions are few',
  ];
  expect(parse(others).claims).toEqual([null, null, null, null]);
  const foreign = [
    'id=20085 trace_id=1 func=print_pkt_detail line=5723 msg="x"',
    'trace_id=1 msg="x"',
    '2024-03-05 10:11:12.123456 [p:77][s:4660] wad_x(1): y',
    '1.234567 port1 in 10.0.0.1.5 -> 10.0.0.2.21: syn 1',
    'interfaces=[any]',
    'filters=[port 21]',
    'Now the sniffer.',
    'config firewall vip',
    'edit "x"',
    'end',
    '.',
  ];
  expect(parse([proxied[0]!, ...foreign]).claims.slice(1)).toEqual(foreign.map(() => null));
});

it('never throws, wherever blocks are cut or mixed', () => {
  const line = fc.constantFrom(...proxied, ...pinhole);
  const damaged = fc
    .tuple(line, fc.nat(200), fc.nat(200), fc.string())
    .map(
      ([text, from, to, noise]) =>
        noise + text.slice(from % (text.length + 1), text.length - (to % (text.length + 1))),
    );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, damaged, fc.string()), { maxLength: 40 }), (lines) => {
      const { entries, claims } = parse(lines);
      return (
        entries.length <= lines.join(' ').split('session info:').length && claims.length === lines.length
      );
    }),
  );
});
