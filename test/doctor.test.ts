import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { fgtrace } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Fact {
  name: string;
  value: string;
  note: string;
  ok: boolean;
}
const facts = (env: Record<string, string> = {}): Fact[] =>
  (JSON.parse(fgtrace(['doctor', '-f', 'json'], { env }).stdout) as { facts: Fact[] }).facts;
const fact = (name: string, env?: Record<string, string>): Fact | undefined =>
  facts(env).find((one) => one.name === name);

describe('fgtrace doctor', () => {
  it('tells versions, terminal, zone, room and programs, a line each', () => {
    const { status, stdout, stderr } = fgtrace(['doctor']);
    expect([status, stderr]).toEqual([0, '']);
    for (const { name } of facts()) expect(stdout).toContain(name);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(fact('Node')?.value).toContain(process.version);
    expect(fact('zone of this machine', { TZ: 'Asia/Kathmandu' })?.value).toMatch(/mandu \(\+05:45\)$/);
  });

  it('finds programs without starting them', () => {
    const marker = join(folder, 'was-started');
    const program = join(folder, process.platform === 'win32' ? 'lnav.cmd' : 'lnav');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    expect(fact('lnav', { PATH: folder, PATHEXT: '.cmd' })).toMatchObject({ value: program, ok: true });
    expect(fact('tshark', { PATH: folder })).toMatchObject({ value: 'not found', ok: false });
    expect(existsSync(marker)).toBe(false);
  });

  it('says what is wrong, and what to do', () => {
    const missing = join(folder, 'missing');
    expect(fact('temporary files', { TMPDIR: missing, TEMP: missing })).toMatchObject({
      ok: false,
      note: expect.stringContaining('set TMPDIR'),
    });
    expect(fact('FGTRACE_FORMAT', { FGTRACE_FORMAT: 'text' })?.value).toBe('text');
    expect(fgtrace(['doctor', '-f', 'html']).status).toBe(2);
  });
});
