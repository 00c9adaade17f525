/** Analyses every view of a session with the built program, one line of JSON each: analyze-views.js FOLDER */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { View } from './views.js';

interface Program {
  run(args: string[], root: string): Promise<unknown>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { default: Analyze } = (await import(
  new URL('../../../dist/commands/analyze.js', import.meta.url).href
)) as {
  default: Program;
};
const write = process.stdout.write.bind(process.stdout);

/** What `fgtrace analyze --format json` prints. */
async function report(files: readonly string[]): Promise<unknown> {
  const pieces: Buffer[] = [];
  process.stdout.write = (piece: string | Uint8Array, ...more: unknown[]) => {
    pieces.push(Buffer.from(piece as string));
    for (const done of more) if (typeof done === 'function') (done as () => void)();
    return true;
  };
  try {
    await Analyze.run([...files, '--format', 'json'], root);
  } catch (error) {
    if (pieces.length === 0) return `${error instanceof Error ? error.stack : String(error)}`;
  } finally {
    process.stdout.write = write;
  }
  const text = Buffer.concat(pieces).toString();
  try {
    return JSON.parse(text);
  } catch {
    return `no JSON: ${text.slice(0, 200)}`;
  }
}

const [folder] = process.argv.slice(2) as [string];
for (const { name, files } of JSON.parse(readFileSync(join(folder, 'views.json'), 'utf8')) as View[]) {
  write(`${JSON.stringify({ view: name, report: await report(files) })}\n`);
}
