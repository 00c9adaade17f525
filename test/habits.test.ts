import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { analyze, fgtrace } from './program.js';
import { folderOf } from './samples/folder.js';

const sample = folderOf('proxy-worked');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'habits-'));
  writeFileSync(join(folder, 'empty.log'), '');
  writeFileSync(join(folder, 'other.log'), 'nothing that a unit prints\n');
  writeFileSync(join(folder, 'diff'), '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('without a command', () => {
  const { stdout } = analyze(['wad.log', 'flow.log'], { cwd: sample });

  it.each([
    ['files', ['wad.log', 'flow.log']],
    ['a flag first', ['--format', 'text', 'wad.log', 'flow.log']],
    ['after --', ['--', 'wad.log', 'flow.log']],
  ])('%s are analysed', (...[, args]) => {
    const run = fgtrace(args, { cwd: sample });
    expect(run.status).toBe(0);
    expect(run.stdout.replaceAll('./', '')).toBe(stdout);
  });

  it('standard input is analysed, and one run asks for help', () => {
    expect(fgtrace(['-'], { input: 'config system global\nend\n' }).stderr).toBe('');
    expect(fgtrace(['wad.log', '--help'], { cwd: sample }).stdout).toContain('$ fgtrace analyze');
  });

  it('a misspelt file is a file, a misspelt command a command, and a command goes before a file', () => {
    expect(fgtrace(['nope.log'])).toMatchObject({ status: 66, stdout: '' });
    expect(fgtrace(['anlyze', 'wad.log'], { cwd: sample }).stderr).toContain('Did you mean fgtrace analyze?');
    expect(fgtrace(['diff'], { cwd: folder }).stderr).toContain('Two sides are compared');
  });
});

describe('an error says what to do', () => {
  it.each([
    [['--formt', 'json'], 'There is no flag --formt\n  Did you mean --format?\n'],
    [['--verdct=failed', '--cod', 'X'], 'Did you mean --verdict?\n  Did you mean --code?\n'],
    [['--format', 'jsno'], 'Did you mean --format json?\n'],
    [['--versoin'], 'Did you mean --version?\n'],
    [['--detail', 'x'], '--detail x is no whole number\n'],
    [['-x'], 'There is no flag -x\n  See fgtrace analyze --help\n'],
  ])('%j', (args, sentence) => {
    const { status, stderr } = analyze([...args, sample]);
    expect(stderr).toContain(sentence);
    expect(status).toBe(2);
  });

  it.each(['analyze', 'sessions', 'events'])('%s: an empty file is empty, another one is not', (command) => {
    const empty = fgtrace([command, 'empty.log'], { cwd: folder });
    expect(empty.status).toBe(65);
    expect(empty.stderr).toMatch(/^Error: empty\.log is empty\n {2}\S.*fgtrace capture/);
    const other = fgtrace([command, 'other.log'], { cwd: folder });
    expect(other.status).toBe(65);
    expect(other.stderr).toMatch(/^Error: Nothing in other\.log was recognised .*\n {2}fgtrace reads/);
  });
});

describe('the environment', () => {
  it('sets what was not typed', () => {
    const run = (...args: string[]) => analyze([...args, sample], { env: { FGTRACE_FORMAT: 'json' } });
    expect(JSON.parse(run().stdout)).toMatchObject({ schema: 'fgtrace.report/1' });
    expect(run('-f', 'text').stdout).toMatch(/^WORKED/);
    expect(run('--format=text').stdout).toMatch(/^WORKED/);
  });

  it('gives way to a flag, a format or a command that does not go with it', () => {
    const env = { FGTRACE_FORMAT: 'html', FGTRACE_ASCII: '1' };
    expect(analyze([sample, '--evidence'], { env }).stdout).toMatch(/^# fgtrace evidence/);
    expect(analyze([sample], { env }).stdout).toMatch(/^<!doctype/i);
    expect(fgtrace(['sessions', sample], { env }).stdout).toMatch(/^C1/);
  });

  it.each(['--format=text', '-ftext', '-f text', '--format text'])('goes with %s', (typed) => {
    const run = (...more: string[]) =>
      analyze([sample, '-v', ...typed.split(' '), ...more], { env: { FGTRACE_ASCII: '1' } });
    expect(run().stderr).toContain('The environment sets --ascii\n');
    expect(run('--ascii').stderr).not.toContain('--ascii');
  });

  it.each([
    ['FGTRACE_FORMAT', 'jsno', 'It is one of text, json, markdown, html.'],
    ['FGTRACE_ASCII', 'perhaps', 'Write 1 or 0.'],
    ['FGTRACE_WIDTH', 'x', 'FGTRACE_WIDTH in the environment sets it.'],
    ['FGTRACE_WINDOW', 'x', 'FGTRACE_WINDOW in the environment sets it.'],
  ])('%s=%s is wrong, and the error names it', (name, value, sentence) => {
    const { status, stderr } = analyze([sample], { env: { [name]: value } });
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('-q and -v', () => {
  it('-q leaves warnings out, and no error', () => {
    const twice = [sample, sample];
    expect(analyze(twice).stderr).toContain('read once');
    const quiet = analyze([...twice, '-q']);
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toBe(analyze(twice).stdout);
    expect(analyze(['nope.log', '-q']).stderr).toContain('Cannot read nope.log');
  });

  it('-v tells what is read and what the environment sets, on standard error alone', () => {
    const { stdout, stderr } = analyze(['wad.log', '-v'], { cwd: sample, env: { FGTRACE_WIDTH: '100' } });
    expect(stderr).toMatch(/^The environment sets --width=100\nRead wad\.log: text, \d+ bytes\n$/);
    expect(stdout).toBe(analyze(['wad.log', '--width', '100'], { cwd: sample }).stdout);
  });
});
