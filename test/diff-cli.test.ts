import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { fileTypeOf } from '../src/input/file-type.js';
import { analyze, fgtrace } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const diff = (...args: string[]): ReturnType<typeof fgtrace> => fgtrace(['diff', ...args]);
const WORKED = 'samples/proxy-worked';
const DENIED = 'samples/proxy-policy-deny';

describe('fgtrace diff', () => {
  it('ends with 0, 1 or 2 as diff does', () => {
    expect(diff(WORKED, WORKED)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ALIKE /) });
    expect(diff(WORKED, DENIED)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^DIFFERENT /) });
    const { status, stdout } = diff(WORKED, 'samples/proxy-cut-short');
    expect([status, stdout.slice(0, 18)]).toEqual([2, 'CANNOT BE COMPARED']);
    expect(diff(WORKED).status).toBe(2);
    expect(diff(WORKED, DENIED, '--good', WORKED).status).toBe(2);
  });

  it('takes a report that was saved', () => {
    const saved = join(folder, 'good.json');
    expect(analyze([WORKED, '--format', 'json', '-o', saved]).status).toBe(0);
    expect(diff(saved, WORKED).status).toBe(0);
    expect(JSON.parse(diff(saved, DENIED, '--format', 'json').stdout)).toMatchObject({
      decisive: { parting: { stage: 'admission' }, bad: { code: 'POLICY_DENY' } },
    });
    expect(diff(saved, DENIED, '--redact').status).toBe(2);
    expect(diff('--good', `${WORKED}/wad.log`, '--good', saved, '--bad', DENIED)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('stands for its side alone'),
    });
  });

  it('is no capture itself, whatever it says', () => {
    const answers = [
      [WORKED, WORKED],
      [WORKED, DENIED],
      ['samples/helper-worked', 'samples/active-worked'],
    ].map((sides) => diff(...sides).stdout);
    expect(answers.map((text) => text.split('  ')[0])).toEqual(['ALIKE', 'DIFFERENT', 'CANNOT BE COMPARED']);
    for (const text of answers) expect(fileTypeOf(Buffer.from(text))).toMatchObject({ is: 'refused' });
  });

  it('takes several files on a side', () => {
    const files = (flag: string, name: string): string[] =>
      ['wad.log', 'flow.log'].flatMap((file) => [flag, `${name}/${file}`]);
    expect(diff(...files('--good', WORKED), ...files('--bad', DENIED)).stdout).toMatch(/"let through"/);
  });

  it('gives both sides the same pseudonyms', () => {
    const { stdout } = diff(WORKED, DENIED, '--redact');
    const [good, bad] = [...stdout.matchAll(/(?:GOOD|BAD) PASV (\S+)/g)].map(([, endpoint]) => endpoint);
    expect(good).toBe(bad);
    expect(stdout).not.toContain('10.134.7.214');
  });

  it('puts both sides beside each other where there is room', () => {
    const wide = diff(WORKED, DENIED, '--width', '160').stdout.split('\n');
    expect(wide.some((line) => /GOOD PASV.*BAD PASV/.test(line))).toBe(true);
    expect(wide.filter((line) => line.length > 160)).toEqual([]);
  });
});
