import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Program {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** It may find nothing in its input. */
  readonly mayFail?: boolean;
}

export interface Run {
  readonly cpu: number;
  readonly wall: number;
  /** Peak resident set, in MB. */
  readonly memory: number;
  readonly output: string;
}

const TIME = '/usr/bin/time';

/** Whether a program is installed. */
export function has(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/** User and system time of the whole process, as GNU time tells it. */
export function run({ name, command, env, mayFail = false }: Program): Run {
  const folder = mkdtempSync(join(tmpdir(), 'fgtrace-bench-'));
  const notes = join(folder, 'time');
  const begun = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(TIME, ['-o', notes, '-f', '%U %S %M', ...command], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const wall = Number(process.hrtime.bigint() - begun) / 1e9;
  if (status !== 0 && !mayFail) throw new Error(`${name} ended with ${status ?? 'a signal'}: ${stderr}`);
  const [user = 0, system = 0, memory = 0] = readFileSync(notes, 'utf8')
    .trim()
    .split('\n')
    .at(-1)!
    .split(' ')
    .map(Number);
  rmSync(folder, { recursive: true });
  return { cpu: user + system, wall, memory: memory / 1024, output: stdout };
}

/** A B C, A B C, …: what else the machine does at a time hurts all of them alike. */
export function interleaved(programs: readonly Program[], rounds: number): Map<Program, Run[]> {
  const runs = new Map<Program, Run[]>(programs.map((program) => [program, []]));
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) runs.get(program)?.push(run(program));
  }
  return runs;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}
