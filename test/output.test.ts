import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { writeResult } from '../src/commands/shared/write-output.js';
import { analyze, built, captured, fgtrace, program } from './program.js';
import { folderOf } from './samples/folder.js';

const NAME = 'proxy-server-rst';
const files = captured(NAME).map((file) => join(folderOf(NAME), file));
const env = { ...process.env, NODE_OPTIONS: '' };

let folder = '';
const place = (name: string): string => join(folder, name);
const put = (name: string, content = 'mine'): string => {
  fs.writeFileSync(place(name), content);
  return place(name);
};
const into = (name: string, ...flags: string[]) =>
  analyze([...files, '--brief', '-o', place(name), ...flags]);
const listed = (): string[] => fs.readdirSync(folder).filter((name) => name.startsWith('.'));
const isReport = (text: string): boolean => text.startsWith('FAILED  ');

beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'fgtrace-output-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Refused with 73 and a sentence, before anything is read: the input does not even exist. */
function refused(name: string, ...flags: string[]): string {
  const { status, stdout, stderr } = analyze(['no-such-file.log', '-o', place(name), ...flags]);
  expect([name, status, stdout]).toEqual([name, 73, '']);
  expect(stderr).toMatch(/^Error: [^\n]+\n(?: {2}[^\n]+\n)*$/);
  expect(listed()).toEqual([]);
  return stderr;
}

(built ? describe : describe.skip)('a place that cannot be written', () => {
  it('is known before anything is read', () => {
    fs.mkdirSync(place('folder'));
    put('file');
    expect(refused('folder', '--force')).toContain('it is a folder');
    expect(refused('none/report.txt')).toContain('there is no such folder');
    expect(refused('file/report.txt')).toContain('no folder');
    expect(refused('report/')).toContain('the name of a folder');
    expect(refused('n'.repeat(300))).toContain('too long');
    expect(refused('file')).toContain('--force');
    expect(fs.readFileSync(place('file'), 'utf8')).toBe('mine');
  });

  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const runs = spawnSync(process.execPath, [program, '--version'], { env, ...nobody }).status === 0;
  (runs ? it : it.skip)('is one without the permission', () => {
    fs.chmodSync(folder, 0o755);
    fs.mkdirSync(place('closed'), { mode: 0o555 });
    fs.mkdirSync(place('open'));
    fs.chmodSync(place('open'), 0o777);
    fs.chmodSync(put('open/guarded', 'mine'), 0o444);
    for (const out of ['closed/report.txt', 'open/guarded']) {
      const args = [program, 'analyze', 'no-such-file.log', '-o', place(out), '--force'];
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env, ...nobody });
      expect([out, status, stderr]).toEqual([out, 73, expect.stringContaining('you may not write there')]);
    }
    expect(fs.readFileSync(place('open/guarded'), 'utf8')).toBe('mine');
  });
});

(built ? describe : describe.skip)('an input', () => {
  const rewritten = (args: string[], out: string): void => {
    const { status, stdout, stderr } = fgtrace([...args, '-o', out, '--force']);
    expect([args, status, stdout]).toEqual([args, 73, '']);
    expect(stderr).toContain('it is one of the inputs');
  };

  it('is never replaced, whatever it is called there', () => {
    const input = put('input.log', fs.readFileSync(files[0]!, 'utf8'));
    const before = fs.readFileSync(input, 'utf8');
    fs.symlinkSync('input.log', place('link.log'));
    fs.mkdirSync(place('captures'));
    fs.copyFileSync(input, place('captures/one.log'));
    rewritten(['analyze', input], input);
    rewritten(['analyze', input], place('link.log'));
    rewritten(['analyze', place('link.log')], input);
    rewritten(['analyze', place('captures')], place('captures/one.log'));
    rewritten(['sessions', input], input);
    rewritten(['diff', files[0]!, input], input);
    const words = `'${process.execPath}' '${program}' analyze - --force -o '${input}' < '${input}'`;
    expect(spawnSync('bash', ['-c', words], { encoding: 'utf8', env }).stderr).toContain('one of the inputs');
    expect(fs.readFileSync(input, 'utf8')).toBe(before);
    expect(fs.lstatSync(place('link.log')).isSymbolicLink()).toBe(true);
  });

  it('is not the report that lies beside the captures', () => {
    for (const format of ['text', 'markdown', 'html', 'json']) {
      const out = place(`captures/report.${format}`);
      expect(analyze([place('captures'), '-f', format, '-o', out]).status).toBe(0);
      const first = fs.readFileSync(out, 'utf8');
      const again = analyze([place('captures'), '-f', format, '-o', out, '--force']);
      expect([format, again.status, again.stderr]).toEqual([format, 0, '']);
      expect(fs.readFileSync(out, 'utf8')).toBe(first);
    }
  });
});

(built && process.platform !== 'win32' ? describe : describe.skip)('a link', () => {
  it('is written through', () => {
    fs.chmodSync(put('target.txt'), 0o640);
    fs.symlinkSync('target.txt', place('link.txt'));
    expect(refused('link.txt')).toContain('--force');
    expect(into('link.txt', '--force').status).toBe(0);
    expect(fs.readlinkSync(place('link.txt'))).toBe('target.txt');
    expect(isReport(fs.readFileSync(place('target.txt'), 'utf8'))).toBe(true);
    expect(fs.statSync(place('target.txt')).mode & 0o7777).toBe(0o640);
  });

  it('to nothing, or a second name of a file, is refused', () => {
    fs.symlinkSync('nowhere.txt', place('dangling'));
    expect(refused('dangling')).toContain('leads to nothing');
    expect(refused('dangling', '--force')).toContain('leads to nothing');
    fs.linkSync(put('first-name'), place('second-name'));
    expect(refused('second-name', '--force')).toContain('hard links');
    expect(fs.readFileSync(place('first-name'), 'utf8')).toBe('mine');
  });

  it.each(['/dev/stdout', '/dev/fd/1', 'a link to it'])('to standard output: %s', (name) => {
    const own = place('own');
    if (name === 'a link to it') fs.symlinkSync('/dev/stdout', own);
    const out = name === 'a link to it' ? own : name;
    // A socket, which cannot be opened a second time.
    const piped = analyze([...files, '--brief', '-o', out]);
    expect([piped.status, isReport(piped.stdout), piped.stderr]).toEqual([0, true, '']);
    // A file that the shell has opened, and into which others write too.
    const words = [process.execPath, program, 'analyze', ...files, '--brief', '-o', out].map(
      (one) => `'${one}'`,
    );
    const both = `{ echo before; ${words.join(' ')}; echo after; } > '${place('shell.txt')}'`;
    expect(spawnSync('bash', ['-c', both], { encoding: 'utf8', env }).stderr).toBe('');
    expect(fs.readFileSync(place('shell.txt'), 'utf8')).toBe(`before\n${piped.stdout}after\n`);
    if (out === own) expect(fs.lstatSync(own).isSymbolicLink()).toBe(true);
  });
});

(built && process.platform !== 'win32' ? describe : describe.skip)('a device or a pipe', () => {
  it('is written to and stays what it is', () => {
    expect(analyze([...files, '-o', '/dev/null']).status).toBe(0);
    expect(fs.statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('may get its reader late', async () => {
    spawnSync('mkfifo', [place('pipe')]);
    const child = spawn(process.execPath, [program, 'analyze', ...files, '--brief', '-o', place('pipe')], {
      env,
    });
    const closed = once(child, 'close');
    await pause(1500);
    const { stdout } = spawnSync('cat', [place('pipe')], { encoding: 'utf8' });
    expect([await closed, isReport(stdout)]).toEqual([[0, null], true]);
    expect(fs.statSync(place('pipe')).isFIFO()).toBe(true);
  });

  it('without a reader keeps nobody waiting for the end', async () => {
    spawnSync('mkfifo', [place('unread')]);
    const child = spawn(process.execPath, [program, 'analyze', ...files, '-o', place('unread')], { env });
    await pause(2000);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
  });
});

(built ? describe : describe.skip)('a file', () => {
  it('keeps its mode, and a new one gets what the umask leaves', () => {
    const usual = fs.statSync(put('usual.txt')).mode & 0o777;
    expect(into('new.txt').status).toBe(0);
    expect(fs.statSync(place('new.txt')).mode & 0o777).toBe(usual);
    for (const mode of [0o600, 0o664, 0o755]) {
      fs.chmodSync(place('new.txt'), mode);
      expect(into('new.txt', '--force').status).toBe(0);
      expect(fs.statSync(place('new.txt')).mode & 0o777).toBe(mode);
    }
  });

  it('is written where there are no hard links', () => {
    const preload = pathToFileURL(fileURLToPath(new URL('tools/no-links.mjs', import.meta.url))).href;
    const run = { env: { NODE_OPTIONS: `--import ${preload}` } };
    const args = [...files, '--brief', '-o', place('unlinked.txt')];
    const { status, stderr } = analyze(args, run);
    expect([status, stderr]).toEqual([0, '']);
    expect(analyze(args, run).status).toBe(73);
    expect(isReport(fs.readFileSync(place('unlinked.txt'), 'utf8'))).toBe(true);
  });
});

describe('a temporary file', () => {
  it('goes when the report cannot be made, and the error stays what it is', async () => {
    const bug = new TypeError('a bug');
    function* pieces(): Iterable<string> {
      yield 'half';
      throw bug;
    }
    const writing = writeResult(pieces(), put('kept.txt'), { force: true });
    await expect(writing).rejects.toBe(bug);
    expect(fs.readFileSync(place('kept.txt'), 'utf8')).toBe('mine');
    expect(listed()).toEqual([]);
  });

  it('has a name that nobody can guess', async () => {
    const names = new Set<string>();
    function* pieces(): Iterable<string> {
      yield 'whole';
      for (const name of listed()) names.add(name);
    }
    for (let run = 0; run < 3; run++) await writeResult(pieces(), place('kept.txt'), { force: true });
    expect(names.size).toBe(3);
    for (const name of names) expect(name).toMatch(/^\.fgtrace-[\da-f]{16}\.tmp$/);
  });
});
