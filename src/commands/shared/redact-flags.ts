import { readFile, writeFile } from 'node:fs/promises';

import { Flags } from '@oclif/core';

import { EXIT, Failure } from '../../failure.js';
import type { Redaction } from '../../redact/redaction.js';
import type { Replacement } from '../../redact/pseudonym/pseudonyms.js';
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
};

export const redactFlags = {
  redact: Flags.boolean({
    description: 'replace addresses, names and paths by pseudonyms, and drop secrets',
    helpGroup: 'PRIVACY',
  }),
  'key-file': { ...keyFlags['key-file'], dependsOn: ['redact'] },
  map: { ...keyFlags.map, dependsOn: ['redact'] },
};

// What redacts is loaded where it is asked for: most runs are not.

/** For what comes line by line. */
export async function liveRedaction(flags: {
  readonly redact: boolean;
  readonly 'key-file'?: string | undefined;
}): Promise<{ redaction?: Redaction }> {
  if (!flags.redact) return {};
  const { createLiveRedaction } = await import('../../redact/live.js');
  return { redaction: createLiveRedaction(await keySecret(flags['key-file'])) };
}

/** The key in a file, which is made where it is missing; or one for this run alone. */
export async function keySecret(file: string | undefined): Promise<Buffer> {
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

export async function writeMap(file: string | undefined, all: readonly Replacement[]): Promise<void> {
  if (file === undefined) return;
  const { mapText } = await import('../../redact/map.js');
  const output = await openOutput(file, { ...MAP_RULES, mode: 0o600 });
  output.stream.write(mapText(all));
  await output.finish();
}
