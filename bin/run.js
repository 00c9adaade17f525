#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const args = process.argv.slice(2);

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    // A reader that stops early (`| head -1`) is not an error: end, and say nothing.
    if (error.code === 'EPIPE') process.exit(0);
    if (stream === process.stdout) console.error(`Error: the output cannot be written (${error.code})`);
    process.exit(73);
  });
}

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered here because loading oclif takes longer than everything else together.
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  console.log(`${name}/${version} ${process.platform}-${process.arch} node-${process.version}`);
} else {
  const { execute, settings } = await import('@oclif/core');
  // Always run what was built: under NODE_ENV=test oclif would look for ts-node instead.
  settings.enableAutoTranspile = false;
  await execute({ dir: import.meta.url });
}
