import { readFile } from 'node:fs/promises';

import { EXIT, Failure } from '../../failure.js';
import { createRestoring, readMap } from '../../redact/map.js';
import { createBufferedOutput } from './buffered-output.js';
import { readAny } from './read-any.js';

/** Prints the files with originals for pseudonyms: an answer of whoever got the copies. */
export async function restoreFiles(mapFile: string, names: readonly string[]): Promise<void> {
  const map = readMap(await readFile(mapFile, 'utf8'));
  if (map === null) {
    throw new Failure('FGT_USAGE', EXIT.usage, `${mapFile} is no map`, ['Name what --map wrote.']);
  }
  const restore = createRestoring(map);
  const out = createBufferedOutput(process.stdout);
  for (const name of names) {
    await readAny(name, {
      line: (text) => void out.write(`${restore(text)}\n`),
      event: () => undefined,
      damaged: () => undefined,
      ready: () => out.ready(),
    });
  }
  await out.end();
}
