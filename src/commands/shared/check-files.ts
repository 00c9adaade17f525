import { readFile } from 'node:fs/promises';

import { createCheck, printable, type Suspicion } from '../../redact/check.js';
import { readMap } from '../../redact/map.js';
import { createBufferedOutput } from './buffered-output.js';
import { openAny } from './read-any.js';

/** Prints the places of what looks like a name or a secret, never the thing itself. True if there are any. */
export async function checkFiles(names: readonly string[], mapFile: string | undefined): Promise<boolean> {
  const map = mapFile === undefined ? null : readMap(await readFile(mapFile, 'utf8'));
  const out = createBufferedOutput(process.stdout);
  let count = 0;
  const tell = (file: string, number: number, found: readonly Suspicion[]): void => {
    count += found.length;
    for (const { what, column } of found) void out.write(`${file}:${number}:${column}: ${what}\n`);
  };
  for (const name of names) {
    for (const input of await openAny(name)) {
      const check = createCheck(map?.replaced ?? null);
      let number = 0;
      await input.read({
        line(text) {
          number += 1;
          tell(input.name, number, check.line(text));
        },
        event(event) {
          number = event.origin.line;
          if (event.source !== 'sniffer' || event.kind !== 'packet') return;
          const said = printable(event.payload ?? new Uint8Array());
          for (const text of [event.origin.text, ...said]) tell(input.name, number, check.line(text));
        },
        damaged: () => undefined,
        ready: () => out.ready(),
      });
      tell(input.name, number, check.end());
    }
  }
  await out.end();
  return count > 0;
}
