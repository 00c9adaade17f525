import { readFile } from 'node:fs/promises';

import { createCheck, printable, type Suspicion } from '../../redact/check.js';
import { readMap } from '../../redact/map.js';
import { createBufferedOutput } from './buffered-output.js';
import { readAny } from './read-any.js';

/** Prints the places of what looks like a name or a secret, never the thing itself. True if there are any. */
export async function checkFiles(names: readonly string[], mapFile: string | undefined): Promise<boolean> {
  const map = mapFile === undefined ? null : readMap(await readFile(mapFile, 'utf8'));
  const out = createBufferedOutput(process.stdout);
  let count = 0;
  for (const name of names) {
    const check = createCheck(map?.replaced ?? null);
    let number = 0;
    const tell = (found: readonly Suspicion[]): void => {
      count += found.length;
      for (const { what, column } of found) void out.write(`${name}:${number}:${column}: ${what}\n`);
    };
    await readAny(name, {
      line(text) {
        number += 1;
        tell(check.line(text));
      },
      event(event) {
        number = event.origin.line;
        if (event.source !== 'sniffer' || event.kind !== 'packet') return;
        tell(check.line(event.origin.text));
        for (const said of printable(event.payload ?? new Uint8Array())) tell(check.line(said));
      },
      damaged: () => undefined,
      ready: () => out.ready(),
    });
    tell(check.end());
  }
  await out.end();
  return count > 0;
}
