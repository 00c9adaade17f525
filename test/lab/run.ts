import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { ReportDocument } from '../../src/document.js';
import { judge } from './judge.js';
import { sweep } from './namespaces.js';
import { missing } from './prerequisites.js';
import { run, stopAll } from './processes.js';
import { furnish } from './servers.js';
import { kept, live, type Result } from './session.js';
import { tally, type Tally } from './tally.js';

const USAGE = `npm run lab -- [--sessions N] [--seed S] [--keep DIR] [--parallel P]
npm run lab -- --again DIR
  --sessions  how many sessions to live through (60)
  --seed      of the first one; each next has the next number (1)
  --keep      where captures, logs and truth go (a temporary folder)
  --parallel  how many at the same time (16)
  --again     judges what an earlier run kept in DIR, without living through anything
Exit code 1: something was judged wrong. Without root, network namespaces or a program that it needs it is skipped.`;

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    parallel: { type: 'string', default: '16' },
    again: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

const here = dirname(fileURLToPath(import.meta.url));

function atOnce(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free === 0) await new Promise<void>((go) => waiting.push(go));
    else free--;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}

/** One process judges all views of a session: starting the program takes longer than a small capture. */
async function reports({ folder, views }: Result): Promise<(ReportDocument | string)[]> {
  const { code, out } = await run([process.execPath, join(here, 'analyze-views.js'), folder], {
    seconds: 240,
  });
  const lines = out.split('\n').filter((line) => line.startsWith('{"view"'));
  if (lines.length !== views.length) return views.map(() => `no report (exit ${code}): ${out.slice(-300)}`);
  return lines.map((line) => (JSON.parse(line) as { report: ReportDocument | string }).report);
}

async function judged(result: Result, into: Tally): Promise<void> {
  const all = await reports(result);
  const wrongs: string[] = [];
  result.views.forEach((view, i) => {
    const report = all[i]!;
    if (typeof report === 'string') {
      into.broken(result, view, report);
      return;
    }
    const judgement = judge(report, result.truth, view);
    into.add(result, view, judgement);
    wrongs.push(...judgement.wrong.map((words) => `${view.name}: ${words}`));
  });
  if (wrongs.length > 0) writeFileSync(join(result.folder, 'wrong.txt'), `${wrongs.join('\n')}\n`);
}

const into = tally();
const analyse = atOnce(availableParallelism());

async function one(name: string, result: () => Result | Promise<Result>): Promise<void> {
  try {
    const own = await result();
    if (own.lost) into.skipped(`${name}: the kernel dropped packets`);
    else await analyse(() => judged(own, into));
  } catch (error) {
    into.skipped(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function lived(keep: string): Promise<void> {
  const shared = join(keep, 'shared');
  mkdirSync(shared, { recursive: true });
  sweep();
  await furnish(shared);
  const turn = atOnce(Number(values.parallel));
  const session = (n: number): Promise<void> => {
    const seed = Number(values.seed) + n;
    return one(`s${seed}`, () => turn(() => live(n, seed, keep, shared)));
  };
  await Promise.all(Array.from({ length: Number(values.sessions) }, (_, n) => session(n)));
}

async function main(): Promise<void> {
  const reason = values.again === undefined ? missing() : null;
  if (reason !== null) {
    console.log(`skipped: ${reason}`);
    return;
  }
  const keep = resolve(values.again ?? values.keep ?? mkdtempSync(join(tmpdir(), 'fgtrace-lab-')));
  const began = Date.now();
  if (values.again === undefined) await lived(keep);
  else await Promise.all(kept(keep).map((result, n) => one(`session ${n}`, result)));
  console.log(into.text((Date.now() - began) / 1000));
  console.log(`Captures, logs and truth: ${keep}`);
  process.exitCode = into.anyWrong() ? 1 : 0;
}

if (values.help === true) console.log(USAGE);
else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  process.on('exit', () => {
    stopAll();
    sweep(true);
  });
  await main();
}
