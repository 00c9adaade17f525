import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { createUnfinished } from './unfinished-file.js';

/** Calls with names that can all be read several times: for `-` with that of a temporary copy, which goes at the end. */
export async function withStdinFiled(
  names: readonly string[],
  call: (names: readonly string[]) => Promise<void>,
): Promise<void> {
  if (!names.includes('-')) {
    await call(names);
    return;
  }
  const copy = createUnfinished(join(tmpdir(), 'stdin'), undefined, 0o600);
  try {
    await pipeline(process.stdin, copy.stream);
    await call(names.map((name) => (name === '-' ? copy.temporary : name)));
  } finally {
    copy.discard();
  }
}
