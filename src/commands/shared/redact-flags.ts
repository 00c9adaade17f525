import { readFile, writeFile } from 'node:fs/promises';

import { Flags } from '@oclif/core';

import { EXIT, Failure } from '../../failure.js';
import type { RunKey } from '../../library/redacted-copy.js';
import type { Redaction } from '../../redact/redaction.js';
import { openOutput } from './open-output.js';
import { outputFailure, outputPlace, type OutputRules } from './output-place.js';

export const keyFlags = {
  'key-file': Flags.string({
    description: 'take the key of the pseudonyms from this file, and make it if it is not there',
    helpValue: 'FILE',
    helpGroup: 'PRIVACY',
  }),
  map: Flags.string({
    description: 'write what stands for what into this file, for --restore; it is as secret as the captures',
    helpValue: 'FILE',
    helpGroup: 'PRIVACY',
  }),
  'shift-time': Flags.boolean({
    description: 'move all times by one amount that is secret; with a key file the same in each run',
    helpGroup: 'PRIVACY',
  }),
};

export const redactFlags = {
  redact: Flags.boolean({
    description: 'replace addresses, names and paths by pseudonyms, and drop secrets',
    helpGroup: 'PRIVACY',
  }),
  'key-file': { ...keyFlags['key-file'], dependsOn: ['redact'] },
  map: { ...keyFlags.map, dependsOn: ['redact'] },
  'shift-time': { ...keyFlags['shift-time'], dependsOn: ['redact'] },
};

// What redacts is loaded where it is asked for: most runs are not.

/** For what comes line by line. */
export async function liveRedaction(
  flags: KeyFlagValues & { readonly redact: boolean },
): Promise<{ redaction?: Redaction }> {
  if (!flags.redact) return {};
  const { createLiveRedaction } = await import('../../redact/live.js');
  const { secret, shift } = await keyOf(flags);
  return { redaction: createLiveRedaction(secret, shift) };
}

export interface KeyFlagValues {
  readonly 'key-file'?: string | undefined;
  readonly 'shift-time'?: boolean;
}

export async function keyOf(flags: KeyFlagValues): Promise<RunKey> {
  const secret = await keySecret(flags['key-file']);
  const { secretShift } = await import('../../redact/time/secret-shift.js');
  return { secret, shift: flags['shift-time'] === true ? secretShift(secret) : 0 };
}

/** The key in a file, which is made where it is missing; or one for this run alone. */
async function keySecret(file: string | undefined): Promise<Buffer> {
  const { KEY_BYTES, randomSecret } = await import('../../redact/key.js');
  if (file === undefined) return randomSecret();
  const made = randomSecret();
  try {
    await writeFile(file, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw outputFailure(file, error);
  }
  const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
  if (secret.length === KEY_BYTES) return secret;
  throw new Failure(
    'FGT_USAGE',
    EXIT.usage,
    `${file} is no key: it has to hold ${KEY_BYTES * 2} hex digits`,
    ['Name a file that is not there yet, and a key is made in it.'],
  );
}

/** A map is never replaced: it may be the only way back from copies that were sent away. */
const MAP_RULES: OutputRules = { force: 'never' };

/** Fails at once where the map could not be written at the end. */
export async function checkMap(file: string | undefined): Promise<void> {
  if (file !== undefined) await outputPlace(file, MAP_RULES);
}

export async function writeMap(file: string | undefined, redaction: Redaction): Promise<void> {
  if (file === undefined) return;
  const { mapText } = await import('../../redact/map.js');
  const output = await openOutput(file, { ...MAP_RULES, mode: 0o600 });
  output.stream.write(mapText(redaction));
  await output.finish();
}
