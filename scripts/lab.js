// `npm run lab`: compiles test/lab, each file by itself since its clients and servers are programs of their own, and runs it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const lab = fileURLToPath(new URL('../test/lab', import.meta.url));
await build({
  entryPoints: readdirSync(lab)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(lab, name)),
  outdir: join(lab, 'build'),
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});
await import(join(lab, 'build', 'run.js'));
