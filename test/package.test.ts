import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const LARGEST_PACKAGE = 600_000;

let folder = '';
let tarball = '';
let installed = '';
beforeAll(() => {
  // Fails where what programs were promised in docs/fgtrace.api.md is another thing than what the library exports.
  execFileSync(process.execPath, ['scripts/types.js', '--check'], { cwd: root, stdio: 'pipe' });
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  const npm = (...args: string[]): string => execFileSync('npm', args, { cwd: root, encoding: 'utf8' });
  const name = npm('pack', '--silent', '--ignore-scripts', '--pack-destination', folder).trim();
  tarball = join(folder, name);
  npm('install', '--global', '--silent', '--offline', '--prefix', join(folder, 'there'), tarball);
  installed = join(folder, 'there/lib/node_modules/fgtrace');
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** In an empty folder, as it was installed. */
function fgtrace(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const bin = join(folder, 'there/bin/fgtrace');
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: folder, encoding: 'utf8', input: '', env });
  return { status, stdout, stderr };
}

describe('the packed program', () => {
  it('is small', () => {
    expect(statSync(tarball).size).toBeLessThan(LARGEST_PACKAGE);
  });

  it('is what package managers and Node expect', () => {
    const publint = join(root, 'node_modules/.bin/publint');
    const { status, stdout, stderr } = spawnSync(publint, ['run', tarball, '--strict'], { encoding: 'utf8' });
    expect({ status, said: `${stdout}${stderr}` }).toMatchObject({ status: 0 });
  });

  it('has types that every way of importing finds', () => {
    const attw = join(root, 'node_modules/.bin/attw');
    const args = [tarball, '--profile', 'esm-only', '--exclude-entrypoints', './package.json', './schema/*'];
    const { status, stdout } = spawnSync(attw, args, {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    expect({ status, said: stdout }).toMatchObject({ status: 0 });
  });

  it('is a library, too', () => {
    const program = `
      import { analyze, print } from 'fgtrace';
      const report = await analyze([{ name: 'a.log', data: 'id=20085 trace_id=1 func=print_pkt_detail line=5605 msg="vd-root:0 received a packet(proto=6, 10.0.0.1:4000->10.0.0.2:21) from port1. flag [S], seq 1, ack 0, win 8192"' }]);
      console.log(report.schema, report.tool.version, [...print(report, 'text')].join('').split('\\n')[0]);`;
    writeFileSync(join(folder, 'program.mjs'), program);
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(installed, join(folder, 'node_modules/fgtrace'));
    const { stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^fgtrace\.report\/1 \d+\.\d+\.\d+ INCONCLUSIVE/);
  });

  it('writes its samples, and the examples of --help work with them', () => {
    expect(fgtrace('samples/explicit-ftps-over-vip').stderr).toContain('fgtrace samples -o samples');
    expect(fgtrace('samples', '-o', 'samples')).toMatchObject({ status: 0, stderr: '' });
    expect(fgtrace('samples', '-o', 'samples').status).toBe(73);
    const help = ['analyze', 'sessions', 'diff', 'events', 'explain', 'follow', 'redact', 'export pcapng']
      .map((command) => fgtrace(...command.split(' '), '--help').stdout)
      .join('\n');
    const named = new Set([...help.matchAll(/samples\/[\w-]+/g)].map(([path]) => path));
    expect(named.size).toBeGreaterThan(3);
    expect([...named].filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  it('analyses', () => {
    const { status, stdout, stderr } = fgtrace('samples/proxy-worked');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^WORKED/);
  });

  it('brings what its README leads to, and its man page', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?!\w+:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((path) => !existsSync(join(installed, path)))).toEqual([]);
    const page = readFileSync(join(installed, 'man/fgtrace.1'), 'utf8');
    expect(page).toMatch(/^\.TH FGTRACE 1 /);
    for (const command of ['analyze', 'export pcapng', 'samples'])
      expect(page).toMatch(new RegExp(`^\\.SS fgtrace ${command}\\b`, 'm'));
  });
});
