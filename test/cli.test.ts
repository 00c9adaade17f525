import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, files } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  version: string;
  files: string[];
};

/** The built program, as a user starts it; `npm test` builds first. */
function run(folder: string, args: string[], given = {}): SpawnSyncReturns<string> {
  const env = { ...process.env, NODE_OPTIONS: '', ...given };
  return spawnSync(process.execPath, [join(folder, 'bin/run.js'), ...args], {
    ...{ encoding: 'utf8', input: '', env },
  });
}
const fgtrace = (...args: string[]): SpawnSyncReturns<string> => run(root, args);

describe('the program itself', () => {
  it.each(['--version', '-V'])('%s prints name and version', (flag) => {
    const { status, stdout, stderr } = fgtrace(flag);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^fgtrace/${version.replaceAll('.', '\\.')} \\S+ node-v\\S+\\n$`));
  });

  it.each([['-h'], ['--help'], []])('prints help and exits 0 (%s)', (...args) => {
    const { status, stdout, stderr } = fgtrace(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('USAGE');
  });
});

describe('usage errors exit 2 and leave stdout alone', () => {
  it('each help shows how to call it on a line or two, and examples that begin with a prompt', () => {
    const commands = readdirSync(`${root}src/commands`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?!shared|base|help).*\.ts$/.test(file))
      .map((file) => file.slice(0, -3).split('/'));
    expect(commands.length).toBeGreaterThan(12);
    for (const words of commands) {
      const { stdout } = fgtrace(...words, '--help');
      const usage = /^USAGE\n((?: {2}.+\n)+)/m.exec(stdout)?.[1] ?? '';
      expect(usage).toMatch(new RegExp(`^( {2}\\$ fgtrace ${words.join(' ')} \\S.*\\n){1,3}$`));
      const examples = stdout.slice(stdout.indexOf('\nEXAMPLES\n'));
      expect(examples.match(/^ {4}(?! |\$ )\S.*/m)).toBeNull();
    }
  });

  it('an unknown command, with the one that was probably meant', () => {
    const { status, stdout, stderr } = fgtrace('hlep');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'Error: There is no command hlep, and no file of that name\n  Did you mean fgtrace help?\n  See fgtrace --help\n',
    );
  });

  it('an unknown flag', () => {
    const { status, stdout, stderr } = fgtrace('--no-such-flag');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('There is no flag --no-such-flag');
  });

  it.each(['--brief', '--ascii'])('%s where there is no text to print', (flag) => {
    const { status, stdout, stderr } = fgtrace('analyze', 'samples/proxy-worked', flag, '--format', 'html');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`${flag} is for --format text alone`);
  });

  it('shows no control bytes of what was typed', () => {
    const { status, stderr } = fgtrace('\u001b]0;title\u0007\u202ex');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Error: There is no command [\x20-\x7e]+\n/);
  });

  it('is one JSON document on stdout where JSON was asked for', () => {
    const { status, stdout, stderr } = fgtrace('no-such-command', '--format', 'json');
    expect(status).toBe(2);
    expect(stderr).toContain('There is no command no-such-command');
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'FGT_USAGE',
        message: 'There is no command no-such-command, and no file of that name',
        suggestions: ['See fgtrace --help'],
      },
    });
  });
});

describe('internal files are no commands', () => {
  it.each(['base', 'shared', 'shared:errors', 'shared:not-found'])('%s', (id) => {
    expect(fgtrace(id).status).toBe(2);
  });
});

describe('what is published', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'published-'));
    for (const name of ['package.json', ...files.filter((one) => !/^!|^samples/.test(one))]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['analyze', '--offset', 'flow=0s', `${root}samples/proxy-worked`],
    ['explain', 'POLICY_DENY'],
    ['help', 'diff'],
  ])('runs where no package is installed: %s', (...args) => {
    const [here, there] = [fgtrace(...args), run(folder, args)];
    expect(here.status).toBe(0);
    expect({ ...there, pid: 0 }).toEqual({ ...here, pid: 0 });
  });

  it('tells where in the source an error arose, if asked where it was built', () => {
    const { stderr } = run(root, ['analyze', 'no-such-file'], { DEBUG: 'fgtrace' });
    expect(stderr).toMatch(/\bsrc\/input\/find-files\.ts:\d+/);
  });
});
