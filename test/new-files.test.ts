import * as promises from 'node:fs/promises';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'fgtrace-new-files-'));
const log = join(folder, 'log');
beforeAll(() => {
  writeFileSync(log, '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The second list of names is given out just before the log gets its other name. */
it('a file that is renamed while the folder is looked at is no new one', async () => {
  let lists = 0;
  const readdir = async (name: string): Promise<string[]> => {
    const names = await promises.readdir(name);
    lists += 1;
    if (lists === 2) renameSync(log, `${log}.1`);
    return names;
  };
  jest.unstable_mockModule('node:fs/promises', () => ({ ...promises, readdir }));
  const { newFiles } = await import('../src/input/new-files.js');
  const enough = new AbortController();
  const found: string[] = [];
  setTimeout(() => {
    enough.abort();
  }, 1800);
  for await (const name of newFiles([folder], [], enough.signal)) found.push(name);
  expect(lists).toBeGreaterThan(2);
  expect(found).toEqual([log]);
});
