import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../samples/run.js';
import { chance } from './random.js';

/** A sample that works, its captures by name. */
export interface WorkingSample {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

const BESIDE = /^(README\.md|expected\..*)$/;

/** All samples of text whose verdict is *worked*. */
export function workingSamples(root: string): WorkingSample[] {
  return readdirSync(root).flatMap((name) => {
    const folder = join(root, name);
    const expected = join(folder, 'expected.json');
    if (!existsSync(expected)) return [];
    const { verdict } = JSON.parse(readFileSync(expected, 'utf8')) as { verdict: string };
    const captures = readdirSync(folder).filter((file) => !BESIDE.test(file));
    if (verdict !== 'worked' || captures.some((file) => /\.(pcap|pcapng|gz|zst)$/.test(file))) return [];
    return [
      {
        name,
        files: Object.fromEntries(captures.map((file) => [file, readFileSync(join(folder, file), 'utf8')])),
      },
    ];
  });
}

export interface Cut {
  readonly sample: string;
  readonly file: string;
  /** The lines that were taken out, counted from 1. */
  readonly from: number;
  readonly count: number;
  /** Ids, verdicts and codes of what became failed. */
  readonly failed: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Takes 1 to 12 lines out of one capture of one sample. */
export function cut(samples: readonly WorkingSample[], seed: number): Cut {
  const random = chance(seed);
  const sample = random.of(samples);
  const file = random.of(Object.keys(sample.files));
  const lines = sample.files[file]!.split('\n');
  const count = random.int(1, 12);
  const from = random.int(1, Math.max(1, lines.length - count));
  lines.splice(from - 1, count);
  const files = { ...sample.files, [file]: lines.join('\n') };
  const report = analyse(files);
  const rows = [...report.offers, ...report.controlSessions].filter(({ verdict }) => verdict === 'failed');
  const failed = rows.map(({ id, code }) => `${id} ${code}`);
  if (report.verdict === 'failed' && failed.length === 0) failed.push('the whole');
  return { sample: sample.name, file, from, count, failed, files };
}
