import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { analyze, built, captured, fgtrace, inSample, type Run } from './program.js';
import { folderOf, read, REAL } from './samples/folder.js';

const FAILED = 'proxy-server-rst';
const OPEN = 'proxy-cut-short';

let folder = '';
const place = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fgtrace-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

(built ? describe : describe.skip)('exit codes', () => {
  const code = (args: string[], run?: Run): number | null => analyze(args, run).status;
  const files = (name: string): string[] => captured(name).map((file) => join(folderOf(name), file));

  it('0: it ran, whatever it found', () => {
    for (const name of [REAL, FAILED, OPEN]) expect([name, code(files(name))]).toEqual([name, 0]);
  });

  it('1: only where it was asked for', () => {
    const cases: [string, string, number][] = [
      [REAL, 'failed', 0],
      [REAL, 'inconclusive', 0],
      [OPEN, 'failed', 0],
      [OPEN, 'inconclusive', 1],
      [FAILED, 'failed', 1],
      [FAILED, 'inconclusive', 1],
    ];
    for (const [name, on, status] of cases) {
      expect([name, on, code([...files(name), '--fail-on', on])]).toEqual([name, on, status]);
    }
    const told = inSample(FAILED, '--fail-on', 'failed');
    expect([told.stdout, told.stderr]).toEqual([read(FAILED, 'expected.txt'), '']);
  });

  it('2: usage', () => {
    const wrong = [
      ['--no-such-flag'],
      ['--format', 'xml'],
      ['--fail-on', 'worked'],
      ['--width', '10'],
      ['--offset', 'sniffer'],
      ['--force'],
      ['-', '-'],
    ];
    for (const flags of wrong) {
      const { status, stdout, stderr } = analyze([...files(REAL), ...flags]);
      expect([flags, status, stdout]).toEqual([flags, 2, '']);
      expect(stderr).toMatch(/^Error: \S/);
    }
  });

  it('65: nothing in it was recognised', () => {
    writeFileSync(place('empty.log'), '');
    writeFileSync(place('prose.txt'), 'Dear all,\nthe file transfer does not work.\n');
    for (const name of ['empty.log', 'prose.txt']) {
      const { status, stdout, stderr } = analyze([place(name)]);
      expect([name, status, stdout]).toEqual([name, 65, '']);
      expect(stderr).toContain(name);
    }
    expect(code([], { input: '' })).toBe(65);
    // Beside something that is a capture neither is an error.
    expect(code([place('empty.log'), place('prose.txt'), ...files(REAL)])).toBe(0);
  });

  it('66: an input is missing or unreadable', () => {
    const { status, stdout, stderr } = analyze([...files(REAL), place('no-such-file.log')]);
    expect([status, stdout]).toEqual([66, '']);
    expect(stderr).toContain('no-such-file.log');
  });

  it('73: the output cannot be written, and nothing is touched', () => {
    writeFileSync(place('report.txt'), 'mine');
    const refused = analyze([...files(REAL), '-o', place('report.txt')]);
    expect([refused.status, refused.stdout]).toEqual([73, '']);
    expect(refused.stderr).toContain('--force');
    expect(readFileSync(place('report.txt'), 'utf8')).toBe('mine');
    const nowhere = analyze([...files(REAL), '-o', place('no/such/folder.txt')]);
    expect([nowhere.status, nowhere.stdout]).toEqual([73, '']);
    mkdirSync(place('folder'));
    expect(code([...files(REAL), '-o', place('folder'), '--force'])).toBe(73);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('73 comes before the reading, which may take minutes', () => {
    writeFileSync(place('there.txt'), 'mine');
    mkdirSync(place('there'));
    // What is named to be read is not there: whoever reads first says so.
    for (const out of [['there.txt'], ['there', '--force'], ['no/such/folder.txt']]) {
      const [file = '', ...force] = out;
      expect([out, code(['no-such-file.log', '-o', place(file), ...force])]).toEqual([out, 73]);
    }
    expect(code(['no-such-file.log', '-o', place('there.txt'), '--force'])).toBe(66);
    expect(fgtrace(['diff', 'no-such-file.log', 'nor-this', '-o', place('there.txt')]).status).toBe(73);
    expect(readFileSync(place('there.txt'), 'utf8')).toBe('mine');
  });

  it('writes the file where it may', () => {
    const fresh = analyze([...captured(FAILED), '-o', place('fresh.txt')], { cwd: folderOf(FAILED) });
    expect([fresh.status, fresh.stdout, fresh.stderr]).toEqual([0, '', '']);
    expect(readFileSync(place('fresh.txt'), 'utf8')).toBe(read(FAILED, 'expected.txt'));
    const again = ['-f', 'json', '-o', place('fresh.txt'), '--force', '--fail-on', 'failed'];
    expect(inSample(FAILED, ...again).status).toBe(1);
    expect(readFileSync(place('fresh.txt'), 'utf8')).toBe(read(FAILED, 'expected.json'));
  });
});

(built ? describe : describe.skip)('an error with --format json', () => {
  const wrong: [number, string[]][] = [
    [2, ['--format', 'json', '--no-such-flag']],
    [2, ['-f', 'json', '--offset', 'nowhere=1s']],
    [65, ['--format=json', '-']],
    [66, ['no-such-file.log', '-f', 'json']],
  ];
  it.each(wrong)('is one document (exit code %i)', (code, args) => {
    const { status, stdout, stderr } = analyze(args);
    expect(status).toBe(code);
    const document = JSON.parse(stdout) as { error: { message: string; suggestions: unknown } };
    expect(document).toEqual({
      error: { code: expect.any(String), message: expect.any(String), suggestions: expect.any(Array) },
    });
    expect(stderr).toContain(document.error.message);
  });
});
