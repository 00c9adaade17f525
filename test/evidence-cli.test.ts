import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { withMaskedDumps } from '../src/evidence/masked-dumps.js';
import { minimise } from '../src/evidence/minimise.js';
import { smallestEvidence } from '../src/evidence/smallest-evidence.js';
import { analyze, built, captured, fgtrace, inSample } from './program.js';
import { folderOf, read, REAL } from './samples/folder.js';

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-evidence-cli-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const report = (args: string[], input = ''): ReportDocument =>
  JSON.parse(analyze([...args, '-f', 'json'], { input }).stdout) as ReportDocument;

(built ? describe : describe.skip)('analyze --evidence', () => {
  it('prints lines under their files, which analyze - reads as several captures', () => {
    const { status, stdout, stderr } = inSample(REAL, '--evidence');
    expect([status, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^# fgtrace evidence: \d+ lines; fgtrace analyze - reads them again$/);
    expect(lines.filter((line) => line.startsWith('# ')).slice(1)).toEqual([
      '# wad.log',
      '# flow.log',
      '# sniff.txt',
    ]);

    const again = report(['-'], stdout);
    expect(again.sources.map(({ file, lines: count }) => [file, count])).toEqual([
      ['wad.log', 2],
      ['flow.log', 3],
      ['sniff.txt', 1],
    ]);
    expect(again.offers).toMatchObject([{ verdict: 'worked', code: 'PINHOLE_WORKED', confidence: 'proven' }]);
    // A line is cited as it stands under the name of its file.
    const { file, line, text } = again.offers[0]!.evidence[0]!;
    const section = stdout.split(`# ${file}\n`)[1]!.split('\n');
    expect(text).toContain(section[line - 1]!.trim().slice(0, 40));
  });

  it('is the same from a pipe, from a file, and once more', () => {
    const whole = inSample(REAL, '--evidence').stdout;
    const out = join(folder, 'evidence.txt');
    inSample(REAL, '--evidence', '-o', out);
    expect(readFileSync(out, 'utf8')).toBe(whole);
    expect(analyze([out, '--evidence']).stdout).toBe(whole);
    const text = captured(REAL)
      .map((file) => readFileSync(join(folderOf(REAL), file), 'utf8'))
      .join('');
    const piped = analyze(['-', '--evidence'], { input: text });
    expect(piped.stdout.split('\n')[1]).toBe('# -');
    expect(report(['-'], piped.stdout).offers).toMatchObject([{ code: 'PINHOLE_WORKED' }]);
  });

  it('keeps the clocks of two sniffers apart', () => {
    const sniffed = readFileSync(join(folderOf(REAL), 'sniff.txt'), 'utf8');
    const later = sniffed.replaceAll('2021-07-26 19:', '2021-07-26 20:');
    const input = `# fgtrace evidence\n# a.txt\n${sniffed}# b.txt\n${later}`;
    const { clocks } = report([join(folderOf(REAL), 'flow.log'), '-'], input);
    expect(clocks.map(({ file, zoneSeconds }) => [file.split('/').pop(), zoneSeconds])).toEqual([
      ['flow.log', 0],
      ['a.txt', -7200],
      ['b.txt', -3600],
    ]);
  });

  it('is found in a capture that is too large to hold, but not in such a pipe', () => {
    const other =
      '2021-07-26 21:41:40 id=20085 trace_id=5 func=print_pkt_detail line=5723 msg="vd-root:0 received a packet(proto=17, 10.9.9.9:53->10.9.9.8:4000) from port3. "\n';
    const flow = readFileSync(join(folderOf(REAL), 'flow.log'), 'utf8');
    const large = join(folder, 'large.log');
    writeFileSync(large, `${other.repeat(220_000)}${flow}${other.replace('21:41', '21:42').repeat(20_000)}`);
    const rest = ['wad.log', 'sniff.txt'].map((file) => join(folderOf(REAL), file));
    const { stdout } = analyze([large, ...rest, '--evidence']);
    const linesOf = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('# '));
    expect(linesOf(stdout)).toEqual(linesOf(inSample(REAL, '--evidence').stdout));
    const piped = analyze(['-', '--evidence'], { input: readFileSync(large, 'utf8') });
    expect([piped.status, piped.stderr]).toEqual([2, expect.stringContaining('Name the file instead')]);
  }, 120_000);

  it('is of what was chosen, and exits as the report would', () => {
    const { stdout } = inSample('shared-address', '--evidence', '--offer', 'O2');
    expect(report(['-'], stdout).offers).toMatchObject([{ code: 'SERVER_RST' }]);
    expect(inSample('shared-address', '--evidence', '--fail-on', 'failed').status).toBe(1);
    expect(inSample(REAL, '--evidence', '--brief').status).toBe(2);
  });
});

(built ? describe : describe.skip)('a comment or a heading', () => {
  it('begins no other file where the text is no evidence', () => {
    const wad = readFileSync(join(folderOf(REAL), 'wad.log'), 'utf8');
    const { sources } = report(['-'], `# WAD debug\n${wad}\n# Flow trace\n`);
    expect(sources).toMatchObject([{ file: '-' }]);
  });

  it('of evidence may be a command at a prompt', () => {
    const text = `# fgtrace evidence\n# a.log\n# diagnose debug enable\n`;
    const wad = readFileSync(join(folderOf(REAL), 'wad.log'), 'utf8');
    const { sources } = report(['-'], `${text}${wad}`);
    expect(sources).toMatchObject([{ file: 'a.log' }]);
    expect(fgtrace(['sessions', '-'], { input: `${text}${wad}` }).status).toBe(0);
  });
});

describe('a password in a hex dump', () => {
  const rows = [
    '0x0000\t 5041 5353 2068 756e 7465 7232 0d0a 5355\tPASS.hunter2..SU',
    '0x0010\t 4552                                  \tER',
  ];
  it('is masked in both columns, and nothing else is', () => {
    const lines = rows.map((text, at) => ({ file: 'a', line: at + 1, text }));
    expect(withMaskedDumps(lines).map(({ text }) => text)).toEqual([
      '0x0000\t 5041 5353 202a 2a2a 2a2a 2a2a 0d0a 5355\tPASS.*******..SU',
      rows[1],
    ]);
    expect(withMaskedDumps(lines.slice(1))).toEqual(lines.slice(1));
  });

  it.each([
    [
      'as FortiMail prints it',
      '000000\t50 41 53 53 20 78 79 7a 0d 0a\tPASS.xyz..',
      '50 41 53 53 20 2a 2a 2a',
    ],
    [
      'behind what a terminal put before it',
      '[21:41:53] 0x0000\t 5041 5353 2078 797a\tPASS.xyz',
      '202a 2a2a',
    ],
  ])('is masked %s', (_, text, digits) => {
    const [masked] = withMaskedDumps([{ file: 'a', line: 1, text }]);
    expect(masked?.text).toContain('\tPASS.***');
    expect(masked?.text).toContain(digits);
  });
});

describe('minimise', () => {
  const numbers = Array.from({ length: 100 }, (_, at) => at);
  const needs = (wanted: number[]) => (items: readonly number[]) =>
    wanted.every((one) => items.includes(one));
  it('leaves what is needed, in its order', () => {
    for (const wanted of [[], [0], [99], [3, 50, 51, 98], numbers.filter((one) => one % 3 === 0)]) {
      expect(minimise(numbers, needs(wanted), () => true)).toEqual({ items: wanted, isMinimal: true });
    }
  });
  it('finds what is needless only when another one has gone', () => {
    // 5 needs 7 to be there, or both may go.
    const holds = (items: readonly number[]): boolean =>
      items.includes(2) && (!items.includes(7) || items.includes(5));
    expect(minimise([2, 5, 7], holds, () => true)).toEqual({ items: [2], isMinimal: true });
  });
  it('ends where it may not go on, with what it has', () => {
    let left = 5;
    const found = minimise(numbers, needs([1, 2, 3]), () => (left -= 1) > 0);
    expect(found.isMinimal).toBe(false);
    expect(needs([1, 2, 3])(found.items)).toBe(true);
  });
});

describe('the search', () => {
  it('ends where there are too many lines to try each, and says so', () => {
    const empty = JSON.parse(read(REAL, 'expected.json') ?? '') as ReportDocument;
    const pool = Array.from({ length: 5000 }, (_, at) => ({ file: 'a', line: at + 1, text: String(at) }));
    // Every second line is needed, and the judgement cites none of them.
    const needed = (lines: readonly { text: string }[]): boolean =>
      lines.filter(({ text }) => Number(text) % 2 === 0).length === 2500;
    const judge = (lines: readonly { text: string }[]): ReportDocument =>
      needed(lines) ? empty : { ...empty, verdict: 'inconclusive' };
    const found = smallestEvidence({ document: empty, pool, judge, goesOn: () => false });
    expect(found?.isMinimal).toBe(false);
    expect(needed(found?.lines ?? [])).toBe(true);
  });
});
