import { readFile } from 'node:fs/promises';

import type { Sink } from '../../input/input.js';
import { openInputs } from '../../input/open.js';

/** Reads a capture, a report or anything else that is text: what comes back from a vendor is no capture. */
export async function readAny(name: string, sink: Sink): Promise<void> {
  const opened = await openInputs([name], { stdin: process.stdin }).catch(async (error: unknown) => {
    if (name === '-' || (await isBinary(name))) throw error;
    return null;
  });
  if (opened === null)
    (await readFile(name, 'utf8')).split(/\r?\n/).forEach((text) => {
      sink.line(text);
    });
  else for (const input of opened) await input.read(sink);
}

async function isBinary(name: string): Promise<boolean> {
  return (await readFile(name)).subarray(0, 4096).includes(0);
}
