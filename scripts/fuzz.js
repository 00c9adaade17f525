// `npm run fuzz -- [SECONDS] [SEED]`: the properties of test/fuzz.test.ts for longer, 300 s and a new seed by default.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [seconds = '300', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const trace = join(mkdtempSync(join(tmpdir(), 'fuzz-')), 'case');
console.error(`seed ${seed}`);

const jest = spawn(process.execPath, ['node_modules/jest/bin/jest.js', 'test/fuzz.test.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules',
    ...{ FUZZ_SECONDS: seconds, FUZZ_SEED: seed, FUZZ_TRACE: trace },
  },
});
// What never ends blocks the thread that would have to tell: only another process can.
const hung = setTimeout(
  () => {
    console.error(`Still running: the case that never ends is ${trace}`);
    process.exitCode = 1;
    jest.kill('SIGKILL');
  },
  Number(seconds) * 1500 + 60_000,
);
jest.on('exit', (code) => {
  clearTimeout(hung);
  process.exitCode ??= code ?? 1;
});
