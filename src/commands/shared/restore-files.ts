import { readFile } from 'node:fs/promises';

import { EXIT, Failure } from '../../failure.js';
import type { Sink } from '../../input/input.js';
import { createRestoring, readMap } from '../../redact/map.js';
import { createBufferedOutput } from './buffered-output.js';
import { openAny } from './read-any.js';

/** Prints the files with originals for pseudonyms: an answer of whoever got the copies. */
export async function restoreFiles(mapFile: string, names: readonly string[]): Promise<void> {
  const map = readMap(await readFile(mapFile, 'utf8'));
  if (map === null) {
    throw new Failure('FGT_USAGE', EXIT.usage, `${mapFile} is no map`, ['Name what --map wrote.']);
  }
  const restore = createRestoring(map);
  const out = createBufferedOutput(process.stdout);
  const sink: Sink = {
    line: (text) => void out.write(`${restore(text)}\n`),
    event: () => undefined,
    damaged: () => undefined,
    ready: () => out.ready(),
  };
  for (const name of names) for (const input of await openAny(name)) await input.read(sink);
  await out.end();
}
