import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cut, workingSamples } from './cut.js';
import { trials, type Trial } from './trial.js';

/**
 * `npm run world -- --offers N --seed S --jobs J --keep DIR`: judges worlds until so many offers are judged as captured.
 * `npm run world -- --cut RUNS --seed S`: takes lines out of working samples; none may become failed.
 */
function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

interface Case {
  readonly size: number;
  readonly seed: number;
  readonly variant: string;
  readonly files: Readonly<Record<string, string>>;
  readonly truth: unknown;
}
interface Kind {
  readonly matter: string;
  count: number;
  readonly by: Record<string, number>;
  readonly seen: string[];
  /** The shortest input that shows it. */
  smallest: Case | null;
}
interface Tally {
  offers: number;
  judged: number;
  decided: number;
  complete: number;
  readonly kinds: Record<string, Kind>;
}

const sizeOf = (files: Readonly<Record<string, string>>): number =>
  Object.values(files).reduce((sum, text) => sum + text.length, 0);

function caseOf({ seed, variant, files, world, judgement }: Trial): Case {
  const sessions = world.sessions.map(({ offers, ...session }) => ({
    ...session,
    offers: offers.map((offer) => ({ ...offer, session: undefined })),
  }));
  return {
    size: sizeOf(files),
    seed,
    variant,
    files,
    truth: { seed, variant, wrongs: judgement.wrongs, truth: sessions },
  };
}

function count(tally: Tally, trial: Trial): void {
  const { judgement, seed, variant, complete } = trial;
  tally.judged += judgement.offers;
  if (variant === 'whole') tally.offers += judgement.offers;
  if (complete) {
    tally.complete += judgement.offers;
    tally.decided += judgement.decided;
  }
  for (const { matter, kind, confidence, detail } of judgement.wrongs) {
    const known = (tally.kinds[kind] ??= { matter, count: 0, by: {}, seen: [], smallest: null });
    known.count += 1;
    known.by[confidence] = (known.by[confidence] ?? 0) + 1;
    if (known.seen.length < 3) known.seen.push(`seed ${seed} ${variant}: ${detail}`);
    if (known.smallest === null || sizeOf(trial.files) < known.smallest.size) known.smallest = caseOf(trial);
  }
}

function judgeWorlds(wanted: number, first: number, step: number): Tally {
  const tally: Tally = { offers: 0, judged: 0, decided: 0, complete: 0, kinds: {} };
  for (let seed = first; tally.offers < wanted; seed += step)
    for (const trial of trials(seed)) count(tally, trial);
  return tally;
}

function merge(tallies: readonly Tally[]): Tally {
  const [whole, ...rest] = tallies as [Tally, ...Tally[]];
  for (const one of rest) {
    for (const key of ['offers', 'judged', 'decided', 'complete'] as const) whole[key] += one[key];
    for (const [kind, more] of Object.entries(one.kinds)) {
      const known = whole.kinds[kind];
      if (!known) {
        whole.kinds[kind] = more;
        continue;
      }
      known.count += more.count;
      for (const [confidence, times] of Object.entries(more.by))
        known.by[confidence] = (known.by[confidence] ?? 0) + times;
      if (more.smallest!.size < known.smallest!.size) known.smallest = more.smallest;
    }
  }
  return whole;
}

function keep(folder: string, { kinds }: Tally): void {
  for (const [kind, { smallest }] of Object.entries(kinds)) {
    const place = join(folder, kind.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, ''));
    mkdirSync(place, { recursive: true });
    for (const [name, text] of Object.entries(smallest!.files)) writeFileSync(join(place, name), text);
    writeFileSync(join(place, 'truth.json'), JSON.stringify(smallest!.truth, null, 1));
  }
}

function tell(tally: Tally): void {
  const { offers, judged, decided, complete, kinds } = tally;
  const sums: Record<string, number> = {};
  for (const { matter, by } of Object.values(kinds))
    for (const [confidence, times] of Object.entries(by)) {
      const name = matter === 'verdict' ? `${matter} ${confidence}` : matter;
      sums[name] = (sums[name] ?? 0) + times;
    }
  console.log(`${offers} offers, judged ${judged} times; wrong: ${JSON.stringify(sums)}`);
  console.log(`decided where all sources are complete: ${decided} of ${complete}`);
  for (const [kind, { count, by, seen }] of Object.entries(kinds).sort(
    ([, one], [, two]) => two.count - one.count,
  )) {
    console.log(`${count}  ${kind}  ${JSON.stringify(by)}`);
    for (const one of seen) console.log(`      ${one}`);
  }
}

const part = (wanted: number, first: number, jobs: number): Promise<Tally> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [
      '--part',
      '--offers',
      `${wanted}`,
      '--seed',
      `${first}`,
      '--step',
      `${jobs}`,
    ]);
    child.on('message', (tally) => {
      resolve(tally as Tally);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`a job ended with ${code ?? 'a signal'}`));
    });
  });

function cutSamples(runs: number, first: number): void {
  const samples = workingSamples('samples');
  const byKind = new Map<string, string[]>();
  for (let seed = first; seed < first + runs; seed += 1) {
    const { failed, sample, file, from, count } = cut(samples, seed);
    for (const one of failed) {
      const kind = one.replace(/^\S+ /, '');
      byKind.set(kind, [
        ...(byKind.get(kind) ?? []),
        `seed ${seed}: ${sample}/${file} without lines ${from} to ${from + count - 1}: ${one}`,
      ]);
    }
  }
  const total = [...byKind.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(`${runs} runs over ${samples.length} working samples, ${total} became failed`);
  for (const [kind, seen] of byKind)
    console.log(
      `${seen.length}  ${kind}\n${seen
        .slice(0, 5)
        .map((one) => `      ${one}`)
        .join('\n')}`,
    );
}

const [offers, seed, jobs, runs] = ['offers', 'seed', 'jobs', 'cut'].map((name) => Number(option(name, '0')));
const first = seed! > 0 ? seed! : 1;
if (process.argv.includes('--part')) process.send!(judgeWorlds(offers!, first, Number(option('step', '1'))));
else if (runs! > 0) cutSamples(runs!, first);
else {
  const wanted = Math.ceil((offers! > 0 ? offers! : 1000) / Math.max(1, jobs!));
  const parts = Array.from({ length: Math.max(1, jobs!) }, (_, nth) =>
    part(wanted, first + nth, Math.max(1, jobs!)),
  );
  const tally = merge(await Promise.all(parts));
  if (option('keep', '') !== '') keep(option('keep', ''), tally);
  tell(tally);
}
