import { createReadStream } from 'node:fs';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { Flags } from '@oclif/core';

import { EXIT, Failure } from '../failure.js';
import { replacedInWords } from '../redact/count.js';
import { BaseCommand } from './base.js';
import { checkFiles } from './shared/check-files.js';
import { capturesArg } from './shared/flags.js';
import { openOutput } from './shared/open-output.js';
import { outputFailure, type OutputRules } from './shared/output-place.js';
import { proved } from '../library/proof.js';
import { checkMap, keyFlags, keyOf, writeMap, type KeyFlagValues } from './shared/redact-flags.js';
import { readOpened } from './shared/read-inputs.js';
import { redactedCopies } from './shared/redacted-copies.js';
import { restoreFiles } from './shared/restore-files.js';
import { checkOutput } from './shared/write-output.js';

const SAMPLE = 'samples/explicit-ftps-over-vip';

export default class RedactCommand extends BaseCommand {
  static override summary = 'Write copies of captures that name nobody and lead to the same verdicts';
  static override description =
    'Addresses, names, serials, users and paths become pseudonyms, the same everywhere; passwords, keys and the data of data connections are dropped. Before a copy appears it is searched for every original and analysed: it must come to the same verdicts, or nothing is written.';
  static override usage = [
    '<%= command.id %> [FILES...] -o DIR [FLAGS]',
    '<%= command.id %> --check [FILES...]',
    '<%= command.id %> --restore MAP [FILES...]',
  ];

  static override examples = [
    {
      description: 'Copies for a ticket',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} -o redacted`,
    },
    {
      description: 'The same pseudonyms each time, and a way back from them',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} -o redacted --key-file key --map map.json`,
    },
    {
      description: 'What the vendor answered, with the names as they are',
      command: '<%= config.bin %> <%= command.id %> --restore map.json answer.txt',
    },
    {
      description: 'Whether anything in a file looks like a name or a secret',
      command: `<%= config.bin %> <%= command.id %> --check ${SAMPLE}/flow.log`,
    },
  ];
  static override strict = false;
  static override args = capturesArg;
  static override flags = {
    output: Flags.string({
      char: 'o',
      description: 'the folder for the copies',
      helpValue: 'DIR',
      helpGroup: 'OUTPUT',
    }),
    force: Flags.boolean({ description: 'replace copies that are there', helpGroup: 'OUTPUT' }),
    ...keyFlags,
    restore: Flags.string({
      description: 'print the files with the originals of this map for their pseudonyms',
      helpValue: 'MAP',
      exclusive: ['output', 'check', 'key-file', 'map', 'shift-time'],
      helpGroup: 'PRIVACY',
    }),
    check: Flags.boolean({
      description: 'print what in the files looks like a name or a secret; exit with 1 if anything does',
      exclusive: ['output', 'key-file', 'shift-time'],
      helpGroup: 'PRIVACY',
    }),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(RedactCommand);
    const names = this.inputs(argv);
    if (flags.restore !== undefined) await restoreFiles(flags.restore, names);
    else if (flags.check) {
      if (await checkFiles(names, flags.map)) this.exit(EXIT.asked);
    } else if (flags.output !== undefined) await this.copy(names, { ...flags, output: flags.output });
    else {
      throw new Failure('FGT_USAGE', EXIT.usage, 'No folder was named for the copies', [
        'Name one with -o DIR, or give --check or --restore MAP.',
      ]);
    }
  }

  private async copy(
    names: readonly string[],
    flags: KeyFlagValues & { output: string; force: boolean; map?: string | undefined },
  ): Promise<void> {
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    const rules = { force: flags.force, inputs: names };
    await checkMap(flags.map);
    const key = await keyOf(flags);
    const made = await folderFor(flags.output);
    const copies = await redactedCopies([names], key, { warn, beside: flags.output }).catch(
      async (error: unknown) => {
        if (made) await rmdir(flags.output).catch(() => undefined);
        throw outputFailure(flags.output, error);
      },
    );
    try {
      const copied = copies.groups.flat().map(({ name }) => name);
      for (const name of copied) await checkCopy(join(flags.output, name), rules);
      await proved(copies, (inputs) => readOpened(inputs, { version: this.config.version, warn }));
      await writeMap(flags.map, copies.redaction);
      for (const name of copied) await publish(join(copies.folder, name), join(flags.output, name), rules);
    } finally {
      copies.remove();
    }
    warn(replacedInWords(copies.redaction));
  }
}

/** Makes the folder where it is missing: whether it did. */
async function folderFor(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory() === false) {
    throw new Failure(
      'FGT_UNWRITABLE',
      EXIT.unwritable,
      `Cannot write copies into ${path}: it is no folder`,
      ['Name a folder, or one that is not there yet.'],
    );
  }
  const first = await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw outputFailure(path, error);
  });
  return first !== undefined;
}

/** Of what is there already; a folder that is not there is made when the copies are proved. */
async function checkCopy(place: string, rules: OutputRules): Promise<void> {
  if ((await stat(place).catch(() => undefined)) !== undefined) await checkOutput(place, rules);
}

async function publish(copy: string, place: string, rules: OutputRules): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  const output = await openOutput(place, { ...rules, mode: 0o600 });
  await pipeline(createReadStream(copy), output.stream, { end: false });
  await output.finish();
}
