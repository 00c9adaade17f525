import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { folderOf, stored } from './samples/folder.js';

export const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));

/** `npm test` builds first; without a build there is no program to start. */
export const built = existsSync(fileURLToPath(new URL('../dist/commands/analyze.js', import.meta.url)));

export interface Run {
  cwd?: string;
  input?: string;
  env?: Record<string, string>;
}

/** The built program, as a user starts it: no colour asked for, no terminal anywhere. */
export function fgtrace(args: string[], { cwd, input = '', env = {} }: Run = {}): SpawnSyncReturns<string> {
  const inherited = { ...process.env };
  for (const name of ['NO_COLOR', 'FORCE_COLOR']) Reflect.deleteProperty(inherited, name);
  return spawnSync(process.execPath, [program, ...args], {
    ...{ encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024 },
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...inherited, NODE_OPTIONS: '', ...env },
  });
}

export const analyze = (args: string[], run?: Run): SpawnSyncReturns<string> =>
  fgtrace(['analyze', ...args], run);

export const captured = (name: string): string[] => Object.keys(stored(name));

/** Run inside a sample's folder, so that its files have bare names. */
export const inSample = (name: string, ...flags: string[]): SpawnSyncReturns<string> =>
  analyze([...captured(name), ...flags], { cwd: folderOf(name) });
