import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import jest from './jest.config.js';

/**
 * `npm run test:quick`: what runs in one process and does not take long. A test that starts programs, itself or by
 * what it imports, is left out by that, and a long one by the words `// @long` and a reason in its first line.
 */
const folder = fileURLToPath(new URL('./test', import.meta.url));

const IMPORTED = /\bfrom '(\.[^']*)\.js'/g;

function startsPrograms(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  if (source.includes("from 'node:child_process'")) return true;
  const imported = [...source.matchAll(IMPORTED)].map(([, path]) => join(dirname(file), `${path}.ts`));
  return imported.some((path) => path.startsWith(folder) && startsPrograms(path, seen));
}

const isLong = (file) => readFileSync(file, 'utf8').startsWith('// @long ');

const leftOut = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => isLong(join(folder, name)) || startsPrograms(join(folder, name)));

/** @type {import('jest').Config} */
export default {
  ...jest,
  testPathIgnorePatterns: leftOut.map((name) => `/test/${name.replaceAll('.', '\\.')}$`),
  reporters: [...jest.reporters, '<rootDir>/scripts/jest-slow.js'],
};
