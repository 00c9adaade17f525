import { readFile } from 'node:fs/promises';

import { createCheck } from '../../redact/check.js';
import { readMap } from '../../redact/map.js';
import { createBufferedOutput } from './buffered-output.js';
import { readAny } from './read-any.js';

/** Prints the places of what looks like a name or a secret, never the thing itself. True if there are any. */
export async function checkFiles(names: readonly string[], mapFile: string | undefined): Promise<boolean> {
  const map = mapFile === undefined ? null : readMap(await readFile(mapFile, 'utf8'));
  const out = createBufferedOutput(process.stdout);
  let count = 0;
  for (const name of names) {
    const check = createCheck(map);
    let number = 0;
    const look = (text: string): void => {
      for (const { what, column } of check(text)) {
        count += 1;
        void out.write(`${name}:${number}:${column}: ${what}\n`);
      }
    };
    await readAny(name, {
      line(text) {
        number += 1;
        look(text);
      },
      event(event) {
        number = event.origin.line;
        if (event.source !== 'sniffer' || event.kind !== 'packet') return;
        look(event.origin.text);
        const said = event.payload === undefined ? '' : Buffer.from(event.payload).toString('latin1');
        if (/^[\x20-\x7e\r\n\t]+$/.test(said)) said.split(/\r?\n/).forEach(look);
      },
      damaged: () => undefined,
      ready: () => out.ready(),
    });
  }
  await out.end();
  return count > 0;
}
