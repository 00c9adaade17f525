// Mutation tests of some files or folders: `npm run mutate -- src/correlate/clock.ts src/parsers`. What begins with a
// dash is Stryker's own (`--testFiles=test/filter.test.ts`, `--ignoreStatic`).
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ALL = ['src/parsers', 'src/dissect', 'src/correlate', 'src/diagnose'];

const said = process.argv.slice(2);
const flags = said.filter((word) => word.startsWith('-'));
const places = said.filter((word) => !word.startsWith('-'));

// `file.ts:10-20`, a part of a file, is a path of Stryker's own.
const mutate = (places.length > 0 ? places : ALL).map((place) =>
  statSync(place, { throwIfNoEntry: false })?.isDirectory() ? `${place.replace(/\/$/, '')}/**/*.ts` : place,
);

const stryker = fileURLToPath(
  new URL('bin/stryker.js', import.meta.resolve('@stryker-mutator/core/package.json')),
);
const { status } = spawnSync(process.execPath, [stryker, 'run', '--mutate', mutate.join(','), ...flags], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
