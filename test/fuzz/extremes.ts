import { gzipSync } from 'node:zlib';

const MIB = 1024 * 1024;
const repeated = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));
const numbered = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

const time = (at: number): string =>
  new Date(Date.UTC(2021, 6, 26) + at * 50).toISOString().slice(0, 23).replace('T', ' ');
const port = (at: number): number => 1024 + (at % 64_000);
const sniffed = (at: number, from: string, to: string, words: string): string =>
  `${time(at)}000 port3 in ${from} -> ${to}: ${words}`;
const traced = (at: number, text: string): string =>
  `${time(at).slice(0, 19)} id=20085 trace_id=${at} func=print_pkt_detail line=5723 msg="${text}"`;
const flow = (at: number, from: string, to: string): string =>
  traced(
    at,
    `vd-root:0 received a packet(proto=6, ${from}->${to}) from port3. flag [S], seq ${at}, ack 0, win 64240`,
  );
const wad = (at: number, session: number, text: string): string =>
  `${time(at)}000 [p:508][s:${session}] ${text}`;

/** One line of a mebibyte, made of what a record, a repair or a dissection looks for. */
const LONG = [
  ...[
    'a',
    ' ',
    '\t',
    '(',
    '"',
    '\\',
    '\b',
    '\r',
    '\u001b[',
    '\u001b]0;',
    '&gt;',
    ' <--',
    '  //x',
    ' set x "',
  ],
  ...[
    'trace_id=1 ',
    'trace_id=1 func=x msg="',
    '2021-07-26 21:42:05 ',
    '1.1.1.1.1 -> ',
    ':',
    '[',
    '=',
    'msg="',
  ],
  ...[
    '2021-07-26 21:42:05.000000 wad_ftp_x ',
    'redirect: TCP ',
    'hook=pre dir=org act=noop ',
    '10.0.0.1:21->',
  ],
  ...['2021-07-26 21:42:05.000000 port3 in 1.1.1.1.1 -> 2.2.2.2.21: syn 1 ', '\u2028', '\u00e9', '--More--'],
  ...['session info: proto=6 ', 'syn 1 ', 'edit ', '0x0000 4500 '],
];

/** Sizes (at scale 4) that no limit of ours may turn into a wait. */
export const EXTREMES: Readonly<Record<string, (scale: number) => Uint8Array | string>> = {
  ...Object.fromEntries(
    LONG.map((text) => [
      `one line of ${JSON.stringify(text)}`,
      (scale: number) => repeated(text, (scale * MIB) / 8),
    ]),
  ),
  'sets that never close their quotes': (scale) =>
    `config firewall vip\nedit x\n${repeated('set comment "a\nb\n', (scale * MIB) / 16)}`,
  'nesting without an end': (scale) => repeated('config firewall vip\nedit "x"\n', (scale * MIB) / 8),
  'tables in tables': (scale) =>
    `config firewall policy\nedit 1\n${numbered(scale * 40_000, (at) => `config x${at}\nedit ${at}`)}`,
  'a configuration on one line': (scale) =>
    `config firewall policy edit 1 ${repeated('edit a set b c config d ', (scale * MIB) / 2)}`,
  'one setting added to': (scale) =>
    `config firewall policy\nedit 1\n${repeated('append srcaddr "a"\n', scale * MIB)}`,
  'many ends': (scale) => repeated('end\nnext\n', (scale * MIB) / 16),
  'records that never close': (scale) =>
    numbered(scale * 1000, (at) => flow(at, '10.0.0.1:1', '10.0.0.2:21').slice(0, -9)),
  'a hex dump without an end': (scale) =>
    `${sniffed(0, '10.0.0.1.1024', '10.0.0.2.21', 'psh 1 ack 1')}\n${repeated('0x0000\t 4500 4500 4500 4500 4500 4500 4500 4500\tE.E.\n', (scale * MIB) / 4)}`,
  'control sessions': (scale) =>
    numbered(scale * 750, (at) => sniffed(at, `10.0.${at % 200}.1.${port(at)}`, '10.9.0.2.21', `syn ${at}`)),
  'offers in one control session': (scale) =>
    numbered(scale * 750, (at) =>
      wad(at, 7, `wad_ftp_session_handle_pasv_reply cmd=PASV offer_ip=10.1.0.2 offer_port=${port(at)}`),
    ),
  'sessions of WAD': (scale) =>
    numbered(scale * 750, (at) =>
      wad(at, at, `wad_ftp_session_handle_pasv_reply cmd=PASV offer_ip=10.1.0.2 offer_port=${port(at)}`),
    ),
  'data connections': (scale) =>
    `${flow(0, '10.0.0.1:1024', '10.9.0.2:21')}\n${numbered(scale * 750, (at) => flow(at, `10.0.0.1:${port(at)}`, `10.9.0.2:${port(at * 7)}`))}`,
  'one SYN again and again': (scale) =>
    numbered(scale * 1000, (at) => flow(at, '10.0.0.1:1024', '10.9.0.2:21')),
  'a tuple again and again': (scale) =>
    numbered(scale * 750, (at) => sniffed(at, '10.0.0.1.5000', '10.9.0.2.21', `syn ${at}`)),
  'hits on one expectation': (scale) =>
    numbered(
      scale * 500,
      (at) =>
        `${flow(at, `10.0.0.1:${port(at)}`, '10.9.0.2:50000')}\n${traced(at, 'Find an EXP session, id-026d9f42.').replace('print_pkt_detail', 'resolve_ip_tuple_fast')}`,
    ),
  'a session list': (scale) =>
    numbered(scale * 750, (at) =>
      [
        'session info: proto=6 proto_state=01 duration=3 expire=3597 timeout=3600 flags=00000000 sockflag=00000000',
        'state=log may_dirty helper=ftp',
        `hook=pre dir=org act=dnat 10.0.0.1:${port(at)}->10.9.0.2:21(10.1.0.2:21)`,
        `misc=0 policy_id=3 auth_info=0 chk_client_info=0 vd=0 serial=${(at + 4096).toString(16).padStart(8, '0')}`,
      ].join('\n'),
    ),
  'a gzip bomb': (scale) => gzipSync(repeated('a', scale * 16 * MIB)),
  'a gzip bomb of lines': (scale) => gzipSync(repeated('a\n', (scale * MIB) / 2)),
};
