import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { AT_MOST, measureHangs } from './hangs.js';
import { makeJoint, TICKET } from './joint.js';
import { FORMATS, make, WORLDS, type Format, type Truth, type WorldName } from './make.js';
import { has, run } from './measure.js';
import { peersOf, type Peer } from './peers.js';
import { compare, wall } from './compare.js';
import { measureExport, measureTickets } from './many.js';

const USAGE = `npm run bench -- [--size MB] [--rounds N] [--only FORMAT ...]
  --size     of each generated file, in MB (100)
  --rounds   of interleaved runs (3)
  --program  to measure instead of this one's bin/run.js
  --tickets  how many for a batch, each of 60 KB (1000)
  --before   bin/run.js of an earlier commit, built, to be measured in turn with it
  --world    ${WORLDS.join(', ')} (both): a quarter of the sessions is FTP, or one of 500
  --only     ${FORMATS.join(', ')}, joint, ticket, tickets, export, start or hangs; may be given several times
Data is kept in the temporary folder for the next run. Exit code 1: counts differ from what was generated,
or twice an input of the hangs takes more than ${AT_MOST} times the CPU.`;

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '3' },
    tickets: { type: 'string', default: '1000' },
    only: {
      type: 'string',
      multiple: true,
      default: [...FORMATS, 'joint', 'ticket', 'tickets', 'export', 'start', 'hangs'],
    },
    world: { type: 'string', multiple: true, default: [...WORLDS] },
    before: { type: 'string' },
    program: { type: 'string', default: fileURLToPath(new URL('../../bin/run.js', import.meta.url)) },
    help: { type: 'boolean', short: 'h' },
  },
});

const fgtrace = (...args: string[]): readonly [string, ...string[]] => [
  process.execPath,
  values.program,
  ...args,
];

interface Report {
  readonly sources: readonly {
    readonly lines: number;
    readonly records: Record<string, number>;
    readonly unrecognised: number;
  }[];
  readonly totals: Readonly<Record<string, number>>;
  readonly omitted: Readonly<Record<string, number>>;
}

/** What the report says beside what was generated, by name. */
function counts(format: Format, truth: Truth, { sources, totals }: Report): [string, number, number][] {
  const [source] = sources;
  const record = { flow: 'flow', sniffer4: 'sniffer', sniffer6: 'sniffer', wad: 'wad' }[format];
  const offers = {
    flow: 'pinhole-hit',
    sniffer4: null,
    sniffer6: 'payload-offer',
    wad: 'wad-offer',
  } as const;
  const told = offers[format];
  return [
    ['lines', truth.lines, source?.lines ?? 0],
    ['records', truth.records, source?.records[record] ?? 0],
    ['unrecognised', 0, source?.unrecognised ?? 0],
    ...(format === 'wad'
      ? []
      : [['control sessions', truth.control, totals['controlSessions'] ?? 0] as [string, number, number]]),
    ...(told === null ? [] : [['offers', truth[told], totals['offers'] ?? 0] as [string, number, number]]),
  ];
}

function measureFormat(
  format: Format,
  world: WorldName,
  folder: string,
  bytes: number,
  rounds: number,
): boolean {
  const { file, truth } = make(folder, format, bytes, world);
  console.log(
    `\n${format}, ${world}: ${truth.lines.toLocaleString('en-US')} lines, CPU of the whole process`,
  );
  const all = [...ownPeers(world, file), ...peersOf(format, world, file, folder)];
  const peers = all.filter(({ command }) => has(command[0]));
  for (const { name, command } of all)
    if (!has(command[0])) console.log(`  ${name}: ${command[0]} is not installed`);
  compare({ name: 'fgtrace analyze', command: fgtrace('analyze', file) }, peers, rounds, ({ cpu }) => cpu);
  const report = run({ name: 'fgtrace', command: fgtrace('analyze', '-f', 'json', '--detail', '0', file) });
  const told = counts(format, truth, JSON.parse(report.output) as Report);
  const wrong = told.filter(([, expected, got]) => expected !== got);
  for (const [name, expected, got] of wrong) console.log(`  WRONG COUNT of ${name}: ${got} of ${expected}`);
  if (wrong.length === 0)
    console.log(`  counts are right: ${told.map(([name, , got]) => `${got} ${name}`).join(', ')}`);
  return wrong.length === 0;
}

/** What the program is compared with of its own: its other formats, and what it was before. */
function ownPeers(world: WorldName, file: string): Peer[] {
  const json: Peer = {
    name: 'fgtrace analyze -f json',
    command: fgtrace('analyze', '-f', 'json', file),
    goal: 1.05,
  };
  if (values.before === undefined) return [json];
  const command = [process.execPath, values.before, 'analyze', file] as const;
  return [json, { name: 'fgtrace before', command, goal: world === 'dense' ? 0.4 : 0.35 }];
}

/** 6 MB in three files, beside a program that does nothing. */
function measureTicket(folder: string, rounds: number): void {
  const { files } = makeJoint(folder, 6e6, TICKET);
  console.log('\nticket: 6 MB in three files, wall time');
  compare(
    { name: 'fgtrace analyze', command: fgtrace('analyze', ...files) },
    [{ ...EMPTY, goal: 8 }],
    rounds,
    wall,
  );
}

const EMPTY = { name: 'node -e 0', command: [process.execPath, '-e', '0'] } as const;

/** WAD debug, flow trace and sniffer of the same hours, read together: does memory stay flat, are all sessions there? */
function measureJoint(folder: string, bytes: number): boolean {
  const { files, truth } = makeJoint(folder, bytes);
  const one = run({ name: 'fgtrace', command: fgtrace('analyze', '-f', 'json', '--detail', '0', ...files) });
  const { totals, omitted } = JSON.parse(one.output) as Report;
  const [control = 0, cut = 0] = [totals['controlSessions'], omitted['sessionsCut']];
  console.log(
    `\njoint: ${(bytes / 1e6).toFixed(0)} MB in three files, ${one.cpu.toFixed(1)} s CPU, ${one.memory.toFixed(0)} MB at the most`,
  );
  console.log(
    `  ${control} control sessions of ${truth.control} that began, ${totals['worked'] ?? 0} offers worked of ${truth.hits} pinholes hit, ${cut} sessions cut`,
  );
  return cut === 0 && truth.control === control;
}

/** Ten lines, and nothing at all. */
function measureStart(folder: string, rounds: number): void {
  console.log('\nstart, wall time');
  const small = join(folder, 'ten.txt');
  const line = 'id=20085 trace_id=1 func=ids_receive line=298 msg="send to ips"\n';
  writeFileSync(small, line.repeat(10));
  const runs: [name: string, args: string[], goal: number][] = [
    ['fgtrace --version', ['--version'], 1.15],
    ['fgtrace --help', ['--help'], 1.5],
    ['fgtrace analyze, 10 lines', ['analyze', small], 2],
  ];
  for (const [name, args, goal] of runs) {
    compare({ name, command: fgtrace(...args) }, [{ ...EMPTY, goal }], rounds, wall);
  }
}

function main(): void {
  const folder = join(tmpdir(), 'fgtrace-bench');
  mkdirSync(folder, { recursive: true });
  const rounds = Number(values.rounds);
  const worlds = WORLDS.filter((world) => values.world.includes(world));
  const formats = FORMATS.filter((format) => values.only.includes(format));
  const right = formats.flatMap((format) =>
    worlds.map((world) => measureFormat(format, world, folder, Number(values.size) * 1e6, rounds)),
  );
  if (values.only.includes('joint')) right.push(measureJoint(folder, 3e6 * Number(values.size)));
  if (values.only.includes('ticket')) measureTicket(folder, Math.max(rounds, 5));
  if (values.only.includes('tickets')) right.push(measureTickets(fgtrace, folder, Number(values.tickets)));
  if (values.only.includes('export')) right.push(measureExport(fgtrace, folder, Number(values.size) * 1e6));
  if (values.only.includes('start')) measureStart(folder, Math.max(rounds, 11));
  if (values.only.includes('hangs')) right.push(measureHangs(folder, rounds, fgtrace));
  if (right.includes(false)) process.exitCode = 1;
}

if (values.help === true) console.log(USAGE);
else if (has('/usr/bin/time')) main();
else {
  console.error('GNU time (/usr/bin/time) is not installed: nothing can be measured without it');
  process.exitCode = 2;
}
