import { Args, Flags } from '@oclif/core';

import { BaseCommand } from './base.js';
import { offsetFlags, windowFlags, windowOf } from './shared/flags.js';
import { follow } from './shared/follow.js';
import { offsetsOf } from './shared/offsets.js';
import { wantsColour, widthOf } from './shared/write-output.js';

export default class Follow extends BaseCommand {
  static override summary = 'Print the verdict on each FTP data connection while the captures are made';
  static override description =
    'Reads files as they grow, also when they are rotated or truncated or appear later, and standard input as it comes. Ctrl-C (or SIGTERM) ends it with the report on everything so far. On a busy unit it judges and lets go of sessions that were closed, or quiet for the window, so that memory stays small.';
  static override examples = [
    {
      description: 'A console log that a terminal program writes',
      command: '<%= config.bin %> <%= command.id %> samples/three-transfers/flow.log',
    },
    {
      description: 'Two consoles at once',
      command:
        '<%= config.bin %> <%= command.id %> samples/three-transfers/wad.log samples/three-transfers/flow.log',
    },
    {
      description: 'What a session prints, as it prints it',
      command: 'cat samples/three-transfers/*.log | <%= config.bin %> <%= command.id %> -',
    },
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'growing text files, or - for standard input',
      ignoreStdin: true,
    }),
  };
  static override flags = {
    width: Flags.integer({
      min: 60,
      max: 1000,
      description: 'columns of the report at the end (default: the terminal, or 80)',
      helpGroup: 'OUTPUT',
    }),
    ...offsetFlags,
    ...windowFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Follow);
    const names = this.inputs(argv);
    const offsets = await offsetsOf(flags.offset);
    await follow(names, {
      offsets,
      window: windowOf(flags.window),
      options: { width: widthOf(flags.width), colour: wantsColour(undefined), detail: 1000 },
      signal: this.stopping(),
      warn: (sentence) => {
        this.warnOnce(sentence);
      },
    });
  }
}
