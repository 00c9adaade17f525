import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { analyze, built, captured, fgtrace, inSample, program, type Run } from './program.js';
import { folderOf, read, REAL, stored } from './samples/folder.js';

const FAILED = 'proxy-server-rst';
const PLAIN = 'helper-worked';
const SPAWNED = [REAL, PLAIN, 'three-transfers'];

(built ? describe : describe.skip)('fgtrace analyze', () => {
  it.each(SPAWNED)('prints of %s exactly what stands beside it', (name) => {
    const text = inSample(name);
    expect({ status: text.status, stderr: text.stderr }).toEqual({ status: 0, stderr: '' });
    expect(text.stdout).toBe(read(name, 'expected.txt'));
    const json = inSample(name, '--format', 'json');
    expect({ status: json.status, stderr: json.stderr }).toEqual({ status: 0, stderr: '' });
    expect(json.stdout).toBe(read(name, 'expected.json'));
  });

  it('prints the same whatever the order of the files', () => {
    const names = captured('three-transfers').reverse();
    const { stdout } = analyze([...names, '-f', 'json'], { cwd: folderOf('three-transfers') });
    expect(stdout).toBe(read('three-transfers', 'expected.json'));
  });

  it('never exceeds the columns it has', () => {
    for (const width of ['60', '80', '132']) {
      const { stdout } = inSample(REAL, '--width', width);
      expect(stdout.split('\n').filter((line) => line.length > Number(width))).toEqual([]);
    }
  });

  it('ends silently when its reader does', () => {
    const files = captured('three-transfers').map((file) => join(folderOf('three-transfers'), file));
    for (const format of ['text', 'json']) {
      const command = [process.execPath, program, 'analyze', '-f', format, ...files].map(
        (word) => `"${word}"`,
      );
      const { status, stdout, stderr } = spawnSync(
        'bash',
        ['-o', 'pipefail', '-c', `${command.join(' ')} | head -n 1`],
        { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout.split('\n')).toHaveLength(2);
    }
  });
});

(built ? describe : describe.skip)('colours', () => {
  const ESCAPE = '\u001b[';

  it('are left out of a pipe', () => {
    expect(inSample(FAILED).stdout).not.toContain(ESCAPE);
  });

  it('come when they are forced, and only colours do', () => {
    const run = { cwd: folderOf(FAILED), env: { FORCE_COLOR: '1' } };
    const { stdout } = analyze(captured(FAILED), run);
    expect(stdout).toContain(ESCAPE);
    expect(stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(read(FAILED, 'expected.txt'));
    const json = analyze([...captured(FAILED), '-f', 'json'], run);
    expect(json.stdout).toBe(read(FAILED, 'expected.json'));
  });

  it.each([{ NO_COLOR: '1' }, { FORCE_COLOR: '0' }, { TERM: 'xterm-256color' }])('stay away: %j', (env) => {
    const { stdout } = analyze(captured(FAILED), { cwd: folderOf(FAILED), env });
    expect(stdout).toBe(read(FAILED, 'expected.txt'));
  });
});

(built ? describe : describe.skip)('the argument of PASS', () => {
  const FORMATS = [[], ['-f', 'json'], ['-f', 'markdown'], ['-f', 'html']];
  const LOOSE = [
    'PASS opensesame',
    '0x0040\t 5041 5353 206f 7065 6e73\tPASS.opens',
    'ftp> PASS opensesame',
    '',
  ];
  const input = `${LOOSE.join('\n')}${stored(REAL)['flow.log'] ?? ''}${LOOSE.join('\n')}`;
  const leaks = (args: string[], run: Run): boolean => {
    const { status, stdout } = analyze(args, run);
    expect(status).toBe(0);
    return /guest|PASS.g|opens|6775 ?6573|6f70 ?656e/i.test(stdout);
  };

  it('reaches no output, in words or in hex', () => {
    const run = { cwd: folderOf(PLAIN) };
    expect(/PASS.guest/.test(stored(PLAIN)['sniff.txt'] ?? '')).toBe(true);
    for (const flags of [...FORMATS, ['--unrecognised']]) {
      expect([flags, leaks([...captured(PLAIN), ...flags], run)]).toEqual([flags, false]);
    }
    const events = fgtrace(['events', ...captured(PLAIN)], run);
    expect([events.status, /guest|PASS.g|6775 ?6573/i.test(events.stdout)]).toEqual([0, false]);
  });

  it('reaches no report where nobody claims the lines that hold it', () => {
    for (const flags of FORMATS) expect([flags, leaks(['-', ...flags], { input })]).toEqual([flags, false]);
  });

  it('is left out of the list of lines that nobody claims', () => {
    expect(leaks(['-', '--unrecognised'], { input })).toBe(false);
  });
});
