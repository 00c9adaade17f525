import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll } from '@jest/globals';

/** A folder in which the tests of a file run, so that they may name files as a user would; it is gone behind them. */
export function inOwnFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `fgtrace-${name}-`));
  const home = process.cwd();
  beforeAll(() => {
    process.chdir(folder);
  });
  afterAll(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });
  return folder;
}
