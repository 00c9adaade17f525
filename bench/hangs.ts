import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { run, type Program, type Run } from './measure.js';

/** What once took four times as long where it was twice as much, or all of the memory. */

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');

const SESSION = `session info: proto=6 proto_state=01 duration=10 expire=3590 timeout=3600 flags=00000000 sockflag=00000000
state=may_dirty
hook=pre dir=org act=noop 10.0.0.1:1024->10.0.0.2:21(0.0.0.0:0)
misc=0 policy_id=1 auth_info=0 chk_client_info=0 vd=0
`;
const TRACE =
  'id=20085 trace_id=1 func=print_pkt_detail line=5824 msg="vd-root:0 received a packet(proto=6, 10.0.0.1:40000->10.0.0.2:21) from port1. flag [S], seq 1000, ack 0, win 64240"\n';

const two = (value: number): string => String(value).padStart(2, '0');
const second = (at: number): string => `2021-07-26 21:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`;
const stamp = (at: number): string =>
  `${second(Math.floor(at / 1000))}.${String((at % 1000) * 1000).padStart(6, '0')}`;
const host = (at: number): string => `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;

/** By name: the input of a size, which is 1 and then 2. */
const HANGS: Readonly<Record<string, (size: number) => string | Buffer>> = {
  'a session list, then another table': (size) =>
    SESSION +
    lines(
      size * 40_000,
      (at) => `*> ${host(at)}/24        10.20.30.40              0             0 64512 ${at} i <-/1>`,
    ),
  'one trace id': (size) =>
    TRACE +
    lines(
      size * 40_000,
      (at) => `id=20085 trace_id=1 func=foo_bar line=1 msg="something strange ${at} happened"`,
    ),
  'one tuple of SYNs': (size) =>
    lines(size * 20_000, (at) => `${stamp(at)} port1 in 10.0.0.1.1000 -> 10.0.0.2.21: syn ${at * 7919 + 1} `),
  'a filter that is not closed': (size) =>
    `filters=[${lines(size * 40_000, (at) => `host 10.0.0.1 and ${at} `)}`,
  'lines before the first that is known': (size) =>
    lines(size * 100_000, (at) => `Jul 26 21:42:05 host daemon[${at}]: something else happened`),
  'a scan of port 21': (size) =>
    lines(
      size * 20_000,
      (at) => `${stamp(at)} port1 in ${host(at)}.${1024 + (at % 60_000)} -> 10.200.1.1.21: syn ${at} `,
    ),
  'policies of a configuration': (size) =>
    `config firewall policy\n${lines(size * 10_000, (at) => `edit ${at + 1}\nset srcintf "port1"\nset dstintf "port2"\nset action accept\nset srcaddr "all"\nset dstaddr "a${at}"\nset service "ALL"\nnext`)}end\n`,
  'a gzip of newlines': (size) => gzipSync(Buffer.alloc(size * 40_000_000, '\n')),
};

/** Twice the input may take so many times the CPU. */
export const AT_MOST = 2.3;

function makeHang(folder: string, name: string, size: number): string {
  mkdirSync(`${folder}/hangs`, { recursive: true });
  const file = `${folder}/hangs/${name.replaceAll(' ', '-').replaceAll(',', '')}-${size}`;
  writeFileSync(file, HANGS[name]?.(size) ?? '');
  return file;
}

/** Twice the input: how many times the CPU, beyond that of a start? The least of the rounds, for others only add to it. */
export function measureHangs(folder: string, rounds: number, fgtrace: Command): boolean {
  console.log('\nhangs: CPU of an input and of twice as much');
  const start = run({ name: 'a start', command: fgtrace('--version') }).cpu;
  const least = (file: string): Cost => {
    const program: Program = { name: file, command: fgtrace('analyze', file), mayFail: true };
    const runs = Array.from({ length: rounds }, () => run(program));
    return {
      cpu: Math.min(...runs.map(cpuOf)) - start,
      memory: Math.max(...runs.map(({ memory }) => memory)),
    };
  };
  const met = Object.keys(HANGS).map((name) => {
    const [once, twice] = [1, 2].map((size) => least(makeHang(folder, name, size))) as [Cost, Cost];
    const ratio = twice.cpu / once.cpu;
    const verdict = ratio <= AT_MOST ? 'met' : 'MISSED';
    const seconds = `${once.cpu.toFixed(2).padStart(6)} s ${twice.cpu.toFixed(2).padStart(6)} s`;
    console.log(
      `  ${name.padEnd(38)} ${seconds}  ${twice.memory.toFixed(0).padStart(4)} MB  ${ratio.toFixed(2)} times, goal ${AT_MOST} ${verdict}`,
    );
    return ratio <= AT_MOST;
  });
  return !met.includes(false);
}

type Command = (...args: string[]) => Program['command'];
type Cost = Pick<Run, 'cpu' | 'memory'>;
const cpuOf = ({ cpu }: Run): number => cpu;
