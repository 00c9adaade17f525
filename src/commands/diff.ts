import { Args, Flags } from '@oclif/core';

import { compare } from '../compare/compare.js';
import type { Analysis } from '../analyze.js';
import { withSettledRows } from '../report/sections/rows.js';
import { EXIT, Failure } from '../failure.js';
import { comparisonFormatNames, formats } from '../report/formats/index.js';
import { DEFAULT_DETAIL } from '../report/print-options.js';
import { BaseCommand } from './base.js';
import { outputFlags } from './shared/flags.js';
import { redactFlags } from './shared/redact-flags.js';
import { withRedacted, type RedactedRun } from './shared/redacted-report.js';
import { readAll } from './shared/read-inputs.js';
import { checkOutput, wantsColour, outputWidth, writeResult } from './shared/write-output.js';

export default class DiffCommand extends BaseCommand {
  static override summary = 'Show where a failing capture leaves a working one';
  static override description =
    'Matches the offers of both by command and order and names the first stage where they part, with the lines of both sides. Exit code 1 where they differ.';
  static override examples = [
    {
      description: 'Two folders, each with the captures of one try',
      command: '<%= config.bin %> <%= command.id %> samples/proxy-worked samples/proxy-policy-deny',
    },
    {
      description: 'Two console logs',
      command:
        '<%= config.bin %> <%= command.id %> samples/proxy-worked/flow.log samples/proxy-policy-deny/flow.log',
    },
    {
      description: 'For a ticket',
      command:
        '<%= config.bin %> <%= command.id %> samples/proxy-worked samples/proxy-policy-deny --format markdown',
    },
  ];
  static override args = {
    good: Args.string({
      description: 'the capture that works: a file or a folder',
      required: true,
      ignoreStdin: true,
    }),
    bad: Args.string({
      description: 'the capture that fails: a file or a folder',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    format: Flags.option({
      char: 'f',
      options: comparisonFormatNames,
      default: 'text',
      description: 'how to print the difference',
      helpGroup: 'OUTPUT',
    })(),
    ...outputFlags,
    ...redactFlags,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(DiffCommand);
    if (args.good === '-' && args.bad === '-') {
      throw new Failure('FGT_USAGE', EXIT.usage, 'Standard input (-) can be only one of the two captures', [
        'See fgtrace diff --help',
      ]);
    }
    const rules = { force: flags.force, inputs: [args.good, args.bad] };
    await checkOutput(flags.output, rules);
    const read = {
      // An offer that is shown in one line carries no stages, and the stages are what is compared.
      detail: Infinity,
      warn: (sentence: string): void => {
        this.warnOnce(sentence);
      },
    };
    const options = {
      width: outputWidth(flags.width),
      colour: wantsColour(flags.output),
      detail: DEFAULT_DETAIL,
    };
    const found = { different: false };
    const tell = async (all: readonly Analysis[], run?: RedactedRun): Promise<void> => {
      const [good, bad] = all.map((one) => withSettledRows(one.report()));
      if (good === undefined || bad === undefined) return;
      const comparison = compare(good, bad);
      found.different = comparison.different;
      const pieces = formats[flags.format].comparison(comparison, { ...options, redacted: run?.sentence });
      await writeResult(run?.searched(pieces) ?? pieces, flags.output, rules);
    };
    const groups = [[args.good], [args.bad]];
    if (flags.redact) {
      await withRedacted(
        groups,
        flags,
        read,
        () => undefined,
        (_, run) => tell(run.analyses, run),
      );
    } else await tell([await readAll([args.good], read), await readAll([args.bad], read)]);
    if (found.different) this.exit(EXIT.asked);
  }
}
