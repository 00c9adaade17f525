import { readFile } from 'node:fs/promises';

import type { Input, Sink } from '../../input/input.js';
import { openInputs } from '../../input/open.js';

/**
 * A capture, those of a folder, a report or anything else that is text: what comes back from a vendor is no capture.
 */
export async function openAny(name: string): Promise<readonly Pick<Input, 'name' | 'read'>[]> {
  const opened = await openInputs([name], { stdin: process.stdin }).catch(async (error: unknown) => {
    if (name === '-' || !(await isText(name))) throw error;
    return null;
  });
  return opened ?? [{ name, read: async (sink) => readText(name, sink) }];
}

async function readText(name: string, sink: Sink): Promise<void> {
  (await readFile(name, 'utf8')).split(/\r?\n/).forEach((text) => {
    sink.line(text);
  });
}

async function isText(name: string): Promise<boolean> {
  const bytes = await readFile(name).catch(() => null);
  return bytes?.subarray(0, 4096).includes(0) === false;
}
