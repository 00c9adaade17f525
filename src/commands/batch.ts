import { availableParallelism } from 'node:os';

import { Args, Flags } from '@oclif/core';

import type { Overview } from '../batch/overview.js';
import { EXIT } from '../failure.js';
import { batchFormatNames } from '../report/batch/index.js';
import { DEFAULT_DETAIL } from '../report/print-options.js';
import { BaseCommand } from './base.js';
import { runBatch } from './shared/batch/run-batch.js';
import { outputFlags } from './shared/flags.js';
import { redactFlags } from './shared/redact-flags.js';
import { isUncut, outputWidth, wantsColour } from './shared/write-output.js';

/** More threads than this gain nothing: the disk and the thread that prints become the limit. */
const MOST_JOBS = 8;

export default class BatchCommand extends BaseCommand {
  static override summary = 'Judge a folder of tickets, a row each, and count what fails where';
  static override description =
    'Each entry of a folder is a ticket: a folder of captures, or one file. Every ticket gets a row with verdict, code and first sentence, in the order of the names; then follow the counts by code, policy, VIP, release and week. A ticket that cannot be read is a row, too. Several are read at a time.';
  static override usage = '<%= command.id %> [FOLDERS...] [FLAGS]';

  static override examples = [
    { description: 'What fails in these tickets', command: '<%= config.bin %> <%= command.id %> samples' },
    {
      description: 'A page for a browser, with a report for each ticket',
      command: '<%= config.bin %> <%= command.id %> samples --reports reports --format html -o tickets.html',
    },
    {
      description: 'Again, and only what is new or has changed',
      command:
        '<%= config.bin %> <%= command.id %> samples --reports reports --resume --format html -o tickets.html --force',
    },
    {
      description: 'For a program: a row a line, as each ticket is done',
      command: '<%= config.bin %> <%= command.id %> samples --format ndjson',
    },
  ];
  static override strict = false;
  static override args = {
    folders: Args.string({ description: 'folders of tickets, or single tickets', ignoreStdin: true }),
  };
  static override flags = {
    format: Flags.option({
      char: 'f',
      options: batchFormatNames,
      default: 'text' as const,
      description: 'how to print the rows and the counts',
      helpGroup: 'OUTPUT',
    })(),
    ...outputFlags,
    force: Flags.boolean({
      description: 'replace the output file, and the reports, if they exist',
      helpGroup: 'OUTPUT',
    }),
    reports: Flags.string({
      description: 'write the report on each ticket into this folder, as a page for a browser',
      helpValue: 'DIR',
      helpGroup: 'OUTPUT',
    }),
    resume: Flags.boolean({
      description:
        'take over what has not changed from an earlier run: from the folder of --reports, or from the output file (json, ndjson)',
      helpGroup: 'OUTPUT',
    }),
    jobs: Flags.integer({
      char: 'j',
      min: 1,
      max: 64,
      description: `how many tickets to read at a time (default: one for each core, at most ${MOST_JOBS})`,
    }),
    'fail-on': Flags.option({
      options: ['failed', 'inconclusive'] as const,
      description: 'exit with 1 if a ticket has this verdict (inconclusive: or failed)',
      helpGroup: 'OUTPUT',
    })(),
    redact: redactFlags.redact,
    'key-file': redactFlags['key-file'],
    'shift-time': redactFlags['shift-time'],
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(BatchCommand);
    const overview = await runBatch(this.inputs(argv), {
      ...flags,
      jobs: flags.jobs ?? Math.min(availableParallelism(), MOST_JOBS),
      print: {
        width: outputWidth(flags.width),
        colour: wantsColour(flags.output),
        whole: isUncut(flags),
      },
      detail: DEFAULT_DETAIL,
      root: this.config.root,
      version: this.config.version,
      warn: (sentence) => {
        this.warnOnce(sentence);
      },
    });
    if (isFailing(flags['fail-on'], overview)) this.exit(EXIT.asked);
  }
}

const isFailing = (wanted: 'failed' | 'inconclusive' | undefined, { verdicts }: Overview): boolean =>
  wanted !== undefined && verdicts.failed + (wanted === 'inconclusive' ? verdicts.inconclusive : 0) > 0;
