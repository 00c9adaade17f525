import { type BigIntStats, fstatSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';

import { fileTypeOf } from './file-type.js';
import { findFiles } from './find-files.js';

/** Of a file, to tell what it is. */
const HEAD = 4096;

/**
 * Whether reading these names reads this file, whatever it is called there. A file that would be passed over in its
 * folder, such as an earlier report, is no input.
 */
export async function isAmongInputs(file: string, names: readonly string[]): Promise<boolean> {
  const wanted = await stat(file, { bigint: true });
  const isSame = ({ dev, ino }: BigIntStats): boolean => dev === wanted.dev && ino === wanted.ino;
  for (const { name, inFolder } of await findFiles(names, () => undefined)) {
    const info = name === '-' ? fstatSync(0, { bigint: true }) : await stat(name, { bigint: true });
    if (isSame(info)) return !inFolder || (await kindOf(name)) !== 'refused';
  }
  return false;
}

async function kindOf(name: string): Promise<string> {
  const file = await open(name);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return fileTypeOf(buffer.subarray(0, bytesRead)).is;
  } finally {
    await file.close();
  }
}
