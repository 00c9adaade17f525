import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const version = (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }).version;

/** The built program, as a user starts it; `npm test` builds first. */
function fgtrace(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawnSync(process.execPath, [`${root}bin/run.js`, ...args], { encoding: 'utf8', input: '', env });
}

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
  it('an unknown command, with the one that was probably meant', () => {
    const { status, stdout, stderr } = fgtrace('hlep');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      'Error: There is no command hlep\n  Did you mean fgtrace help?\n  See fgtrace --help\n',
    );
  });

  it('an unknown flag', () => {
    const { status, stdout, stderr } = fgtrace('--no-such-flag');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('There is no flag --no-such-flag');
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
        message: 'There is no command no-such-command',
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
