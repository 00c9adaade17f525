import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Flags } from '@oclif/core';

import { BaseCommand } from './base.js';
import { occupied, outputFailure } from './shared/output-place.js';
import { writeResult } from './shared/write-output.js';

export default class SamplesCommand extends BaseCommand {
  static override summary = 'List the captures that come with fgtrace, or write them into a folder';
  static override description =
    'The examples of --help and of the README read them. Written to a folder called samples, these work as they stand.';
  static override usage = '<%= command.id %> [-o DIR]';

  static override examples = [
    { description: 'What there is', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Into this folder, and one of them analysed',
      command:
        '<%= config.bin %> <%= command.id %> -o samples && <%= config.bin %> analyze samples/explicit-ftps-over-vip',
    },
  ];
  static override flags = {
    output: Flags.string({
      char: 'o',
      description: 'write them into this folder, which must not hold them yet',
      helpValue: 'DIR',
    }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(SamplesCommand);
    const shipped = join(this.config.root, 'samples');
    const names = readdirSync(shipped, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    if (flags.output !== undefined) copySamples(shipped, names, flags.output);
    const width = Math.max(...names.map((name) => name.length));
    const lines = names.map((name) => `${name.padEnd(width)}  ${titleOf(join(shipped, name))}\n`);
    await writeResult(lines, undefined);
  }
}

function titleOf(folder: string): string {
  const [, title = ''] = /^# (.+)$/m.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  return title;
}

function copySamples(shipped: string, names: readonly string[], folder: string): void {
  const there = names.find((name) => existsSync(join(folder, name)));
  if (there !== undefined) throw occupied(join(folder, there), 'never');
  try {
    for (const name of names)
      cpSync(join(shipped, name), join(folder, name), {
        recursive: true,
        filter: (file) => !/expected\.\w+$/.test(file),
      });
  } catch (error) {
    throw outputFailure(folder, error);
  }
}
