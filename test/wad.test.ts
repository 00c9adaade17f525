import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { wadMessages } from '../src/catalogue/wad.js';
import type { TraceEvent } from '../src/events/events.js';
import { createWadParser } from '../src/parsers/wad/wad.js';

interface Outcome {
  events: TraceEvent[];
  claims: (string | null)[];
  damage: string[];
}

function parse(lines: string[]): Outcome {
  const parser = createWadParser();
  const out: Outcome = { events: [], claims: [], damage: [] };
  const emit = (event: TraceEvent): void => void out.events.push(event);
  lines.forEach((text, index) => {
    const record = { text, origin: { file: 'x', line: index + 1, text } };
    out.claims.push(parser.read(record, emit, (kind, line) => out.damage.push(`${kind}@${line}`)));
  });
  parser.flush(emit);
  return out;
}

/** An event without what every line has: easier to compare. */
const brief = ({ origin, ...rest }: TraceEvent): object => ({
  ...Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => value !== undefined && key !== 'stamp' && key !== 'source'),
  ),
  line: origin.line,
});
const events = (...lines: string[]): object[] => parse(lines).events.map(brief);

const HEAD = '2024-03-05 10:11:12.123456 [p:77][s:4660] ';
const ids = { wadSession: '4660', sessionId: '00001234', pid: 77 };

describe('each catalogue entry', () => {
  it.each(wadMessages.map((message) => [message.id, message] as const))(
    '%s fits its samples',
    (_, message) => {
      expect(message.samples.length).toBeGreaterThan(0);
      for (const sample of message.samples) {
        expect(sample).toMatch(message.pattern);
        const first = wadMessages.find(({ pattern }) => pattern.test(sample));
        expect(first?.id).toBe(message.id);
      }
    },
  );
});

describe('the prefix of every era', () => {
  const offer = { kind: 'ftp-offer', endpoint: '10.0.0.7:50300', command: 'PASV', line: 1 };
  const text = 'offer_ip=10.0.0.7 offer_port=50300';
  it.each([
    [`wad_ftp_pasv_reply_handler(11): ${text}`, {}],
    [`wad_ftp_pasv_reply_handler ${text}`, {}],
    [`wad_ftp_pasv_reply_handler: ${text}`, {}],
    [`${HEAD}wad_ftp_pasv_reply_handler(1180): ${text}`, ids],
    [`[p:77][s:4660] wad_ftp_pasv_reply_handler(1180): ${text}`, ids],
    [`I2024-03-05 10:11:12.123456 [p:77][s:4660][r:9] wad_ftp_pasv_reply_handler        :1180  ${text}`, ids],
    [`[V]2024-03-05 10:11:12.123456 [p:77][s:4660][r:9] wad_ftp_pasv_reply_handler:1180 ${text}`, ids],
    [
      `E2024-03-05 10:11:12.123456 [p:77]              wad_ftp_pasv_reply_handler :1180   ${text}`,
      { pid: 77 },
    ],
    [`V2024-03-05 10:11:12.123456                     wad_ftp_pasv_reply_handler :1180   ${text}`, {}],
    [`[0x7f52db54a9c8] wad_ftp_pasv_reply_handler(5): ${text}`, { wadSession: '0x7f52db54a9c8' }],
  ])('%s', (line, head) => {
    expect(events(line)).toEqual([{ ...offer, ...head }]);
  });

  it('counts a line of any other function, and one without a function', () => {
    expect(events('[0x7f52db54a9c8] Connect to server: 10.0.0.7:443')).toEqual([
      { kind: 'wad-message', wadSession: '0x7f52db54a9c8', text: 'Connect to server: 10.0.0.7:443', line: 1 },
    ]);
    expect(events(`${HEAD}__wad_dns_send_query :12 0:0: sending DNS request`)).toEqual([
      {
        kind: 'wad-message',
        ...ids,
        func: '__wad_dns_send_query',
        text: '0:0: sending DNS request',
        line: 1,
      },
    ]);
    expect(events('I2024-03-05 10:11:12.123456 hauth_next :12 done')[0]).toMatchObject({
      func: 'hauth_next',
    });
  });

  it('has a session id only where the decimal fits', () => {
    const of = (id: string) => parse([`[p:1][s:${id}] wad_x(1): y`]).events[0];
    expect(of('40738626')).toMatchObject({ wadSession: '40738626', sessionId: '026d9f42' });
    expect(of('4294967295')).toMatchObject({ sessionId: 'ffffffff' });
    expect(of('4294967296')).toMatchObject({ wadSession: '4294967296', sessionId: undefined });
    expect(of('0')).toMatchObject({ sessionId: undefined });
  });

  it('leaves the lines of others alone', () => {
    const { claims } = parse([
      '2024-03-05 10:11:12 [2411] handle_req-Rcvd auth req',
      '2024-03-05 10:11:12 fnbamd_fsm.c:1890 x',
      '2024-03-05 10:11:12 id=20085 trace_id=1 func=print_pkt_detail line=5723 msg="x"',
      '2024-03-05 10:11:12.000001 port3 in 10.0.0.1.5 -> 10.0.0.2.21: syn 1',
      'snmpd: checking if community "x" is valid',
      'PPP send: IPV6CP',
      'wad_ftp_exec_state is where a command is taken up',
      'Control connection.',
      'redirect the traffic',
      'removed commands',
      'Host: example.com',
      '',
    ]);
    expect(claims.every((claim) => claim === null)).toBe(true);
  });

  it('takes a web request below its announcement for part of it', () => {
    const { claims, events: all } = parse([
      'I2024-03-05 10:11:12.123456 [p:7][s:8][r:9] wad_dump_http_request :25 hreq=0x7f Received request from client: 192.0.2.1:5',
      'GET / HTTP/1.1',
      'Host: example.com',
      'dashboard of the day',
      'Host: example.com',
    ]);
    expect(claims).toEqual(['record', 'part', 'part', null, null]);
    expect(all).toHaveLength(1);
  });
});

describe('FTP messages', () => {
  it('names the command by the function, then by the queue', () => {
    const offer = (func: string, ...before: string[]) =>
      parse([...before, `${HEAD}${func}(1): offer_port=50300 x=1, offer_ip=10.0.0.7`]).events.at(-1);
    expect(offer('wad_ftp_epsv_reply')).toMatchObject({ command: 'EPSV' });
    expect(offer('wad_ftp_port')).toMatchObject({ command: 'PORT' });
    expect(offer('wad_ftp_eprt_cmd_proc')).toMatchObject({ command: 'EPRT' });
    expect(offer('wad_ftp_other')).toMatchObject({ kind: 'ftp-offer', command: undefined });
    expect(offer('wad_ftp_other', 'removed command EPSV from cmd queue.')).toMatchObject({ command: 'EPSV' });
    expect(offer('wad_ftp_other', 'removed command LIST from cmd queue.')).toMatchObject({
      command: undefined,
    });
    const others = ['removed command EPSV from cmd queue.', '[p:1][s:99] wad_ftp_exec_state(1): x'];
    expect(offer('wad_ftp_other', ...others)).toMatchObject({ command: undefined });
  });

  it('gives a dequeued command the head of the next FTP line', () => {
    const found = events(
      'removed command pasv from cmd queue.',
      `${HEAD}wad_tcp_x(1): y`,
      `${HEAD}wad_ftp_x(1): y`,
    );
    expect(found).toEqual([
      { kind: 'wad-message', ...ids, func: 'wad_tcp_x', text: 'y', line: 2 },
      { kind: 'ftp-command', ...ids, command: 'PASV', line: 1 },
      { kind: 'wad-message', ...ids, func: 'wad_ftp_x', text: 'y', line: 3 },
    ]);
    expect(events('removed command PASV from cmd queue.')).toEqual([
      { kind: 'ftp-command', command: 'PASV', line: 1 },
    ]);
    expect(
      events('removed command AUTH from cmd queue.', 'removed command PBSZ from cmd queue'),
    ).toHaveLength(2);
  });

  it('keeps what it cannot read as a plain message', () => {
    for (const text of [
      'offer_ip=10.0.0.XX offer_port=5',
      'offer_ip=10.0.0.7 offer_po',
      'offer_ip=1.2.3.4 offer_port=99999',
    ]) {
      expect(events(`${HEAD}wad_ftp_pasv_reply_handler(1): ${text}`)).toMatchObject([
        { kind: 'wad-message', text },
      ]);
    }
    expect(events(`${HEAD}wad_exp_tcp_in_find(1): proto=6 vd=0 ->10.0.0.7:5 exp_tcp_in=(nil)`)).toMatchObject(
      [{ kind: 'wad-message', func: 'wad_exp_tcp_in_find' }],
    );
    expect(
      events(`${HEAD}wad_exp_tcp_in_open(1): bound to proto=6 dest=2001:db8::7:50300 vd=0`),
    ).toMatchObject([{ kind: 'expectation-listen', endpoint: '[2001:db8::7]:50300' }]);
  });

  it('never shows a password', () => {
    const lines = [
      `${HEAD}wad_ftp_x(1): command: PASS hunter2`,
      `${HEAD}wad_ftp_x(1): cmd=PASS, arg=hunter2`,
      `${HEAD}wad_tcp_x(1): got "PASS hunter2"`,
      'removed command PASS hunter2 from cmd queue',
      `${HEAD}wad_ftp_x(1): pass hunter2`,
      '[0x7f52db54a9c8] PASS hunter2',
    ];
    const { events: all } = parse(lines);
    expect(all.length).toBe(lines.length);
    expect(JSON.stringify(all)).not.toContain('hunter2');
    const reply = `${HEAD}__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=PASS, reply code=230`;
    expect(parse([reply]).events[0]).toMatchObject({ code: 230, command: 'PASS', origin: { text: reply } });
  });
});

describe('the pinhole block', () => {
  const listen = `${HEAD}wad_exp_tcp_in_open(228): bound to proto=6 dest=10.0.0.7:50300 vd=0`;
  const control = 'Control session tuple: 192.0.2.10:50210 -> 198.51.100.7:21 vf 0 vrf 0';
  const expected = 'Expect session tuple: 192.0.2.10:0 -> 198.51.100.7:50300(10.0.0.7:50300) vf 2 vrf 0';
  const state = '                    dir 0  act 2  hook 0 state 0 ops 0  skip 0';
  const redirect = 'redirect: TCP 192.0.2.10:0 -> 198.51.100.7:50300 DNAT 10.0.0.7:50300';
  const pinhole = {
    kind: 'expectation',
    ...ids,
    control: { client: '192.0.2.10:50210', server: '198.51.100.7:21' },
    from: '192.0.2.10:0',
    to: '198.51.100.7:50300',
    mapped: '10.0.0.7:50300',
    vdomIndex: 2,
    redirect: true,
    line: 3,
  };
  const lost = { control: undefined, vdomIndex: undefined };
  const made = (...lines: string[]) =>
    events(...lines).filter((event) => 'kind' in event && event.kind === 'expectation');
  const without = (event: object, gone: object) =>
    Object.fromEntries(Object.entries({ ...event, ...gone }).filter(([, value]) => value !== undefined));

  it('is one event of its timed line', () => {
    const { events: all, claims } = parse([listen, control, expected, state, redirect]);
    expect(all.map(brief)[1]).toEqual(pinhole);
    expect(all[1]?.stamp?.printed).toBe('2024-03-05 10:11:12.123456');
    expect(claims).toEqual(['record', 'part', 'part', 'part', 'part']);
  });

  it('ends at the next timed line', () => {
    const kinds = parse([listen, control, expected, listen]).events.map(({ kind }) => kind);
    expect(kinds).toEqual(['expectation-listen', 'expectation', 'expectation-listen']);
  });

  it('survives the loss of any of its lines', () => {
    expect(made(listen, control, expected, state)).toEqual([{ ...pinhole, redirect: false }]);
    expect(made(listen, expected, redirect)).toEqual([without(pinhole, { control: undefined, line: 2 })]);
    expect(made(listen, redirect)).toEqual([without(pinhole, { ...lost, line: 2 })]);
    expect(made(redirect)).toMatchObject([{ redirect: true, to: '198.51.100.7:50300' }]);
    expect(made(listen, control, state)).toEqual([]);
    expect(made(listen, control, expected, redirect.replaceAll('50300', '50301'))).toHaveLength(2);
    expect(made(control, expected, control, expected)).toHaveLength(2);
    expect(parse([control, expected.slice(0, 50)]).damage).toEqual(['cut-record@2']);
  });

  it('reads IPv6 and what is not translated', () => {
    const six = 'Expect session tuple: 2001:db8::1:0 -> 2001:DB8:0::7:50300(2001:db8:1::7:50300) vf 0 vrf 0';
    expect(made(six)).toMatchObject([
      { from: '[2001:db8::1]:0', to: '[2001:db8::7]:50300', mapped: '[2001:db8:1::7]:50300' },
    ]);
    const plain = made('Expect session tuple: 192.0.2.10:0 -> 198.51.100.7:5(0.0.0.0:0) vf 0');
    expect(plain).toEqual([expect.not.objectContaining({ mapped: expect.anything() })]);
  });

  it('is owned by the line that bound its endpoint a moment ago, also where another worker wrote between', () => {
    const other = (time: string) =>
      `2024-03-05 ${time} [p:9][s:77] wad_ftp_exec_state(3954): received event REPLY in state NORMAL`;
    const owner = (time: string) => parse([listen, other(time), redirect]).events[2];
    expect(owner('10:11:12.123999')).toMatchObject({ kind: 'expectation', wadSession: ids.wadSession });
    expect(owner('10:11:20.123999')).toMatchObject({ kind: 'expectation', wadSession: '77' });
  });

  it('is not owned by a line of another file', () => {
    const parser = createWadParser();
    const all: TraceEvent[] = [];
    const read = (file: string, text: string) =>
      parser.read(
        { text, origin: { file, line: 1, text } },
        (event) => all.push(event),
        () => undefined,
      );
    read('a', listen);
    read('b', redirect);
    parser.flush((event) => all.push(event));
    expect(all[1]).toMatchObject({ kind: 'expectation', wadSession: undefined, stamp: undefined });
  });
});

const seed = [
  'removed command PASV from cmd queue.',
  '2021-07-26 21:42:05.094380 [p:508][s:40738626] wad_ftp_exec_state(3954): received event REPLY in state NORMAL',
  '2021-07-26 21:42:05.094442 [p:508][s:40738626] wad_ftp_pasv_reply_handler(1180): offer_ip=10.220.3.202 offer_port=50756',
  '2021-07-26 21:42:05.094643 [p:508][s:40738626] wad_ftp_tp_ses_exp_free(168): fts=0x7f52db54a9c8, exp=(nil)',
  '2021-07-26 21:42:05.094663 [p:508][s:40738626] wad_exp_tcp_in_find(190): proto=6 vd=0 ->10.220.3.202:50756 exp_tcp_in=(nil)',
  '2021-07-26 21:42:05.094862 [p:508][s:40738626] wad_exp_tcp_in_open(228): bound to proto=6 dest=10.220.3.202:50756 vd=0 fd=83 local=0 tin(0x7f52dca666d0)',
  'Control session tuple: 10.230.4.86:60919 -> 10.230.4.72:21 vf 0 vrf 0',
  'Expect session tuple: 10.230.4.86:0 -> 10.230.4.72:50756(10.220.3.202:50756) vf 0 vrf 0',
  'dir 0  act 2  hook 0 state 0 ops 0  skip 0',
  'redirect: TCP 10.230.4.86:0 -> 10.230.4.72:50756 DNAT 10.220.3.202:50756',
  '2021-07-26 21:42:05.095216 [p:508][s:40738626] wad_ftp_exec_state(3980): transitioned from state NORMAL to state NORMAL',
  '2021-07-26 21:42:05.095224 [p:508][s:40738626] __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=PASV, reply code=227',
  '2021-07-26 21:42:05.095232 [p:508][s:40738626] wad_ips_port_out_read_br(262): ips_conn=0x7f52dcaf9a90, len=48',
];

describe('the published capture', () => {
  it('gives these events', () => {
    expect(events(...seed).map((event) => JSON.stringify(event))).toMatchInlineSnapshot(`
      [
        "{"kind":"ftp-command","command":"PASV","wadSession":"40738626","sessionId":"026d9f42","pid":508,"line":1}",
        "{"kind":"wad-message","wadSession":"40738626","sessionId":"026d9f42","pid":508,"func":"wad_ftp_exec_state","text":"received event REPLY in state NORMAL","line":2}",
        "{"kind":"ftp-offer","command":"PASV","endpoint":"10.220.3.202:50756","wadSession":"40738626","sessionId":"026d9f42","pid":508,"line":3}",
        "{"kind":"wad-message","wadSession":"40738626","sessionId":"026d9f42","pid":508,"func":"wad_ftp_tp_ses_exp_free","text":"fts=0x7f52db54a9c8, exp=(nil)","line":4}",
        "{"kind":"wad-message","wadSession":"40738626","sessionId":"026d9f42","pid":508,"func":"wad_exp_tcp_in_find","text":"proto=6 vd=0 ->10.220.3.202:50756 exp_tcp_in=(nil)","line":5}",
        "{"kind":"expectation-listen","endpoint":"10.220.3.202:50756","wadSession":"40738626","sessionId":"026d9f42","pid":508,"line":6}",
        "{"kind":"expectation","control":{"client":"10.230.4.86:60919","server":"10.230.4.72:21"},"from":"10.230.4.86:0","to":"10.230.4.72:50756","mapped":"10.220.3.202:50756","vdomIndex":0,"redirect":true,"wadSession":"40738626","sessionId":"026d9f42","pid":508,"line":8}",
        "{"kind":"wad-message","wadSession":"40738626","sessionId":"026d9f42","pid":508,"func":"wad_ftp_exec_state","text":"transitioned from state NORMAL to state NORMAL","line":11}",
        "{"kind":"ftp-reply","command":"PASV","code":227,"wadSession":"40738626","sessionId":"026d9f42","pid":508,"line":12}",
        "{"kind":"wad-message","wadSession":"40738626","sessionId":"026d9f42","pid":508,"func":"wad_ips_port_out_read_br","text":"ips_conn=0x7f52dcaf9a90, len=48","line":13}",
      ]
    `);
  });

  it('never throws, wherever it is cut or begun, whatever stands before it', () => {
    const line = fc.constantFrom(...seed);
    const damaged = fc.tuple(line, fc.nat(200), fc.nat(200), fc.string()).map(([text, from, to, noise]) => {
      return noise + text.slice(from % (text.length + 1), text.length - (to % (text.length + 1)));
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(line, damaged, fc.string()), { maxLength: 30 }), (lines) => {
        const { claims, events: all } = parse(lines);
        const records = claims.filter((claim) => claim === 'record').length;
        const own = all.filter(({ kind }) => kind !== 'expectation' && kind !== 'ftp-command').length;
        return own <= records && all.length <= lines.length;
      }),
    );
  });
});
