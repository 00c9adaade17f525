import { mkdirSync, writeFileSync } from 'node:fs';

import type { Format, WorldName } from './make.js';
import type { Program } from './measure.js';

/** What fgtrace may cost, as a share of what the peer costs on the same file. */
export interface Peer extends Program {
  readonly goal: number;
}

const TUPLES = String.raw`
match($0, /proto=[0-9]+, [0-9.]+:[0-9]+->[0-9.]+:[0-9]+/) {
  split(substr($0, RSTART, RLENGTH), f, /[=, :>-]+/)
  n[f[2], f[3], f[4], f[5], f[6]]++
}
END { for (k in n) c++; print c }`;

const ADDRESSES = `/ -> /{ n[$5 " " $7]++ } END { for (k in n) c++; print c }`;

/** Every line by one expression, every message that joins by one of its own. */
const FLOW = String.raw`
if (/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) id=(\d+) trace_id=(\d+) func=(\w+) line=(\d+) msg="(.*)"/) {
  $lines++; $funcs{$4}++; $m = $6;
  if ($m =~ /^vd-(\S+?):(\d+) received a packet\(proto=(\d+), ([\d.]+):(\d+)->([\d.]+):(\d+)\) from (\S+)\. flag \[(\S+)\], seq (\d+), ack (\d+), win (\d+)/) { $n{"$3 $4 $5 $6 $7"}++ }
  elsif ($m =~ /^DNAT ([\d.]+):(\d+)->([\d.]+):(\d+)/) { $dnat++ }
  elsif ($m =~ /^Find an EXP session, id-([0-9a-f]+)/) { $exp++ }
  elsif ($m =~ /^Find an existing session, id-([0-9a-f]+), (\w+) direction/) { $old++ }
  elsif ($m =~ /^allocate a new session-([0-9a-f]+)/) { $new++ }
} END { print scalar(keys %n), " $exp\n" }`;

const WAD = String.raw`
if (/^(?:\[?[A-Z]\]?)?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}) *(?:\[p: *(\d+) *\] *)?(?:\[s: *(\w+) *\] *)?(?:\[r: *\w* *\] *)?([A-Za-z\d]*_\w*) *(?:\(\d+\)|: *\d+(?!\w))(?: *: )? *(.*)/) {
  $lines++; $m = $5;
  if ($4 =~ /^_*wad_(?:ftp|exp)/) {
    if ($m =~ /offer_ip *= *([\da-fA-F.:]+).*offer_port *= *(\d+)/) { $offers++ }
    elsif ($m =~ /^bound to .*?dest *= *([\da-fA-F.:]+)/) { $bound++ }
    elsif ($m =~ /^forwarded reply to client.*?cmd *= *([A-Za-z]+).*?reply code *= *(\d{3})/) { $replies++ }
  }
} elsif (/^removed command "?([A-Za-z]{3,5})/) { $commands++ }
elsif (/^Control session tuple *: *([\da-fA-F.:]+) *-> *([\da-fA-F.:]+)/) { $control++ }
elsif (/^Expect session tuple *: *([\da-fA-F.:]+) *-> *([\da-fA-F.:]+) *(?:\(([^)]*)\))?/) { $expect++ }
elsif (/^redirect *: *(?:\w+ +)?([\da-fA-F.:]+) *-> *([\da-fA-F.:]+)/) { $redirect++ }
END { print "$lines $offers\n" }`;

const LNAV = {
  bench_flow: {
    title: 'flow trace',
    regex: {
      std: {
        pattern: String.raw`^(?<timestamp>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) id=(?<id>\d+) trace_id=(?<trace_id>\d+) func=(?<func>\w+) line=(?<line>\d+) msg="(?<body>.*)"`,
      },
    },
    value: {
      trace_id: { kind: 'integer' },
      func: { kind: 'string' },
      id: { kind: 'integer' },
      line: { kind: 'integer' },
    },
    sample: [{ line: '2021-07-26 21:41:53 id=20085 trace_id=1 func=ids_receive line=298 msg="send to ips"' }],
  },
};

/** The programs that a user has at hand for the same question, by the format that they read. */
export function peersOf(format: Format, world: WorldName, file: string, folder: string): readonly Peer[] {
  const C = { LC_ALL: 'C' };
  const isDense = world === 'dense';
  switch (format) {
    case 'flow':
      return [
        { name: 'gawk, 5-tuples', command: ['gawk', TUPLES, file], env: C, goal: isDense ? 4 : 2.5 },
        { name: 'perl, full expressions', command: ['perl', '-ne', FLOW, file], goal: isDense ? 2 : 0.75 },
        {
          name: 'lnav, group by',
          command: ['lnav', '-n', '-N', '-I', lnavFormats(folder), '-c', GROUP, file],
          goal: 2,
        },
      ];
    case 'sniffer4':
      return [
        { name: 'gawk, addresses', command: ['gawk', ADDRESSES, file], env: C, goal: isDense ? 3.5 : 2 },
      ];
    case 'sniffer6':
      return [
        {
          name: 'text2pcap',
          command: ['text2pcap', '-q', '-o', 'hex', `${file}.plain`, '/dev/null'],
          goal: 2,
        },
        {
          name: 'tshark, fields',
          command: ['tshark', '-r', `${file}.pcap`, '-T', 'fields', ...FIELDS],
          goal: 0.7,
        },
      ];
    case 'wad':
      return [{ name: 'perl, the same expressions', command: ['perl', '-ne', WAD, file], goal: 2.5 }];
  }
}

const GROUP = ';SELECT func, count(*), max(trace_id) FROM bench_flow GROUP BY func';

const FIELDS = [
  'ip.src',
  'ip.dst',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'tcp.seq_raw',
  'tcp.ack_raw',
].flatMap((field) => ['-e', field]);

function lnavFormats(folder: string): string {
  const formats = `${folder}/lnav/formats/bench`;
  mkdirSync(formats, { recursive: true });
  writeFileSync(`${formats}/flow.json`, JSON.stringify(LNAV));
  return `${folder}/lnav`;
}
