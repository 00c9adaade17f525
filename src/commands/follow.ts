import { Args, Flags } from '@oclif/core';

import { DEFAULT_DETAIL, DEFAULT_WIDTH, NARROWEST_WIDTH, WIDEST_WIDTH } from '../report/print-options.js';
import { BaseCommand } from './base.js';
import { offsetFlags, windowFlags, parseWindow } from './shared/flags.js';
import { liveRedaction, redactFlags } from './shared/redact-flags.js';
import { FOLLOW_FORMATS, followCaptures } from './shared/follow.js';
import { parseOffsets } from './shared/offsets.js';
import { wantsColour, outputWidth } from './shared/write-output.js';

export default class FollowCommand extends BaseCommand {
  static override summary = 'Print the verdict on each FTP data connection while the captures are made';
  static override description =
    'Reads files as they grow, also when they are rotated or truncated or appear later (in a folder too), and standard input as it comes. Ctrl-C (or SIGTERM) ends it with the report on everything so far. On a busy unit it judges and lets go of sessions that were closed, or quiet for the window, so that memory stays small.';
  static override usage = '<%= command.id %> [FILES...] [FLAGS]';

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
      command: '$ cat samples/three-transfers/*.log | <%= config.bin %> <%= command.id %> -',
    },
    {
      description: 'For a program',
      command: '$ cat samples/three-transfers/*.log | <%= config.bin %> <%= command.id %> --format ndjson -',
    },
  ];
  static override strict = false;
  static override args = {
    files: Args.string({
      description: 'growing text files, folders of them, or - for standard input',
      ignoreStdin: true,
    }),
  };
  static override flags = {
    format: Flags.option({
      char: 'f',
      options: FOLLOW_FORMATS,
      default: 'text',
      description: 'ndjson: one JSON object for each change, and at the end one with the summary',
      helpGroup: 'OUTPUT',
    })(),
    width: Flags.integer({
      min: NARROWEST_WIDTH,
      max: WIDEST_WIDTH,
      description: `columns of the report at the end (default: the terminal, or ${DEFAULT_WIDTH})`,
      helpGroup: 'OUTPUT',
    }),
    ...offsetFlags,
    ...windowFlags,
    redact: redactFlags.redact,
    'key-file': redactFlags['key-file'],
    'shift-time': redactFlags['shift-time'],
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(FollowCommand);
    const names = this.inputs(argv);
    const offsets = await parseOffsets(flags.offset);
    if (flags.redact)
      this.warnOnce('What is followed is redacted without proof: a name is known from where it first stands');
    await followCaptures(names, {
      format: flags.format,
      offsets,
      window: parseWindow(flags.window),
      options: { width: outputWidth(flags.width), colour: wantsColour(undefined), detail: DEFAULT_DETAIL },
      signal: this.stopping(),
      version: this.config.version,
      ...(await liveRedaction(flags)),
      warn: (sentence) => {
        this.warnOnce(sentence);
      },
    });
  }
}
