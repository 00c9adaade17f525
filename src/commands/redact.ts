import { chmod, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { Args, Flags } from '@oclif/core';

import { EXIT, Failure } from '../failure.js';
import { randomSecret } from '../redact/key.js';
import { BaseCommand } from './base.js';
import { proved } from './shared/proof.js';
import { redactedCopies } from './shared/redacted-copies.js';
import { replacedInWords } from '../redact/count.js';

const SAMPLE = 'samples/explicit-ftps-over-vip';

export default class RedactCommand extends BaseCommand {
  static override summary = 'Write copies of captures that name nobody and lead to the same verdicts';
  static override description =
    'Addresses, names, serials, users and paths become pseudonyms, the same everywhere; passwords, keys and the data of data connections are dropped. Before a copy appears it is searched for every original and analysed: it must come to the same verdicts, or nothing is written.';
  static override examples = [
    {
      description: 'Copies for a ticket',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} -o redacted`,
    },
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'captures, folders of captures, or - for standard input',
      ignoreStdin: true,
    }),
  };
  static override flags = {
    output: Flags.string({
      char: 'o',
      required: true,
      description: 'the folder for the copies; none of them may be there yet',
      helpValue: 'DIR',
      helpGroup: 'OUTPUT',
    }),
    force: Flags.boolean({ description: 'replace copies that are there', helpGroup: 'OUTPUT' }),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(RedactCommand);
    const names = this.inputs(argv);
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    await mkdir(flags.output, { recursive: true });
    const copies = await redactedCopies(names, randomSecret(), { warn, beside: flags.output });
    try {
      await proved(copies, { version: this.config.version, warn });
      for (const name of copies.names) await publish(copies.folder, flags.output, name, flags.force);
    } finally {
      await copies.remove();
    }
    warn(replacedInWords(copies.redaction.pseudonyms.all()));
  }
}

async function publish(from: string, to: string, name: string, force: boolean): Promise<void> {
  const place = join(to, name);
  if (!force && (await stat(place).catch(() => undefined)) !== undefined) {
    throw new Failure('FGT_EXISTS', EXIT.unwritable, `${place} exists already and was left as it is`, [
      'Give another folder, or --force to replace it.',
    ]);
  }
  await mkdir(dirname(place), { recursive: true });
  await chmod(join(from, name), 0o644);
  await rename(join(from, name), place);
}
