// @long starts the program for every command
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CANARY, planted } from './canaries/planted.js';
import { built, fgtrace } from './program.js';
import { everySample, share } from './samples/share.js';

const { files, places } = planted();
const names = Object.keys(files);
const texts = names.filter((name) => !/pcap$|gz$|wide/.test(name));
/** All in one, and each alone where all samples are taken. */
const read = [
  ['all texts', texts] as const,
  ...(everySample ? texts.map((name) => [name, [name]] as const) : []),
];
const textOf = (some: readonly string[]): string =>
  some.map((name) => Buffer.from(files[name] ?? []).toString()).join('\n');
const folder = mkdtempSync(join(tmpdir(), 'fgtrace-canaries-'));
beforeAll(() => {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What each canary stands in that is found in an output: in words, in UTF-16, and in the digits of hex dumps. */
function foundIn(output: Buffer): string[] {
  const words = output.toString('latin1');
  const dumped = [...words.matchAll(/0x[\da-f]{4}[\s:]+((?:[\da-f]{2,4} ?)+)/gi)];
  const digits = dumped.map(([, row = '']) => row.replaceAll(' ', '')).join('');
  const ways = [words, words.replaceAll('\0', ''), Buffer.from(digits, 'hex').toString('latin1')];
  const found = ways.flatMap((way) =>
    [...way.matchAll(new RegExp(CANARY, 'g'))].map(([, a, b, c]) => places[Number(a ?? b ?? c)] ?? ''),
  );
  return [...new Set(found)];
}

const run = (args: string[], input?: string): string[] => {
  const { status, stdout, stderr } = fgtrace(args, {
    cwd: folder,
    ...(input === undefined ? {} : { input }),
  });
  // A run that says nothing hides everything.
  expect([
    args.join(' '),
    status !== null && [0, 1, 65, ...(args[0] === 'diff' ? [2] : [])].includes(status),
  ]).toEqual([args.join(' '), true]);
  return foundIn(Buffer.from(stdout + stderr));
};

function inFolder(name: string): string[] {
  return readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return foundIn(entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    });
}

const everyFormat = ['text', 'json', 'markdown', 'html'].map((format) => [
  'analyze',
  ...names,
  '--format',
  format,
]);
const reports = [
  ...everyFormat,
  ['sessions', ...names],
  ['analyze', 'wad.log', 'flow.log', 'dump.txt', 'unit.conf', '--evidence'],
  ['sessions', ...names, '--format', 'json'],
  ['diff', 'wad.log', 'flow.log', '--format', 'json'],
  ['diff', 'unit.conf', 'fragments.conf'],
  ['diff', 'dump.txt', 'control.pcap'],
];

(built ? describe : describe.skip)('a planted secret', () => {
  it('is planted often enough', () => {
    expect(places.length).toBeGreaterThan(400);
  });

  it.each(
    [
      ...reports,
      ...share(reports, 2, 1).map((args) => [...args, '--redact']),
      ['analyze', ...names, '--unrecognised'],
      ['events', ...names],
      ['batch', ...names, '--format', 'ndjson'],
      ['export', 'ndjson', ...names],
      ['export', 'ndjson', ...names, '--profile', 'ecs'],
      ['redact', '--check', ...names],
    ].map((args) => [args.filter((one) => !names.includes(one)).join(' '), args] as const),
  )('is in nothing that is printed by %s', (_, args) => {
    expect(run(args)).toEqual([]);
  });

  it.each(read)('is in no explanation of %s', (_, some) => {
    expect(run(['explain', '-'], textOf(some))).toEqual([]);
  });

  it.each(read)('is not in what is followed of %s', (_, some) => {
    expect(run(['follow', '-', '--format', 'ndjson'], textOf(some))).toEqual([]);
    expect(run(['follow', '-', '--redact'], textOf(some))).toEqual([]);
  });

  it('is in no redacted copy', () => {
    mkdirSync(join(folder, 'copies'));
    expect(run(['redact', ...names, '-o', 'copies'])).toEqual([]);
    expect(readdirSync(join(folder, 'copies')).length).toBe(names.length);
    expect(inFolder('copies')).toEqual([]);
  });

  it('is in no exported packet', () => {
    mkdirSync(join(folder, 'exported'));
    expect(run(['export', 'parquet', ...names, '-o', 'exported'])).toEqual([]);
    expect(run(['export', 'pcapng', ...names, '-o', 'exported/all.pcapng'])).toEqual([]);
    expect(inFolder('exported')).toEqual([]);
  });
});
