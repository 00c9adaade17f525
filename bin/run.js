#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    // A reader that stops early (`| head -1`) is not an error: end, and say nothing.
    if (error.code === 'EPIPE') process.exit(0);
    if (stream === process.stdout) console.error(`Error: the output cannot be written (${error.code})`);
    process.exit(73);
  });
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pjson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered here because loading oclif takes longer than everything else together.
  const { name, version } = pjson;
  console.log(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}`);
} else {
  // Only where a stack may be printed: reading the maps takes time.
  if (process.env.DEBUG) process.setSourceMapsEnabled(true);
  await optimiseLater();
  const { start } = await import('../dist/cli.js');
  await start(root, pjson);
}

/**
 * The V8 of Node 20 optimises a function before it has seen much of a capture, and does so again for each new kind of
 * line: that was a quarter of the CPU time of 30 MB. Bytes of code that run first: 500 KB in place of its 132 KB. A later
 * V8 has a cheaper compiler for the time in between, and no such flag.
 */
async function optimiseLater() {
  if (!process.versions.v8.startsWith('11.')) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=500000');
}
