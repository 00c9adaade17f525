import { Args, Flags } from '@oclif/core';

import { compare } from '../compare/compare.js';
import type { Answer } from '../compare/comparison.js';
import type { ReportDocument } from '../document.js';
import { withSettledRows } from '../report/sections/rows.js';
import { EXIT } from '../failure.js';
import { comparisonFormatNames, formats } from '../report/formats/index.js';
import { DEFAULT_DETAIL } from '../report/print-options.js';
import { BaseCommand } from './base.js';
import { outputFlags } from './shared/flags.js';
import { linksTo } from './shared/hyperlinks.js';
import { redactFlags } from './shared/redact-flags.js';
import { withRedacted, type RedactedRun } from './shared/redacted-report.js';
import { needsCaptures, reportOfSide, sideNames } from './shared/compared-sides.js';
import { checkOutput, wantsColour, outputWidth, writeResult } from './shared/write-output.js';

export default class DiffCommand extends BaseCommand {
  static override summary = 'Show where a failing capture leaves a working one';
  static override description =
    'Matches sessions and offers of both, by what they are for where their commands differ, and names the first stage where the failing side leaves the working one, with the lines of both. A side is files, folders, a pcap, or a report saved with analyze --format json. Exit code 0: no difference; 1: they differ; 2: they cannot be compared, for one does not show what the other does.';
  static override usage = [
    '<%= command.id %> GOOD BAD [FLAGS]',
    '<%= command.id %> --good FILE... --bad FILE... [FLAGS]',
  ];

  static override examples = [
    {
      description: 'Two folders, each with the captures of one try',
      command: '<%= config.bin %> <%= command.id %> samples/proxy-worked samples/proxy-policy-deny',
    },
    {
      description: 'Several files on each side',
      command:
        '<%= config.bin %> <%= command.id %> --good samples/proxy-worked/wad.log --good samples/proxy-worked/flow.log --bad samples/proxy-rpf-drop/wad.log --bad samples/proxy-rpf-drop/flow.log',
    },
    {
      description: 'Two configurations, of which one lets FTPS work',
      command:
        '<%= config.bin %> <%= command.id %> samples/configuration-alone samples/configuration-alone-flow-mode',
    },
    {
      description: 'For a ticket',
      command:
        '<%= config.bin %> <%= command.id %> samples/proxy-worked samples/proxy-policy-deny --format markdown',
    },
  ];
  static override args = {
    good: Args.string({
      description: 'what works: a file, a folder, or a saved report',
      ignoreStdin: true,
    }),
    bad: Args.string({
      description: 'what fails: a file, a folder, or a saved report',
      ignoreStdin: true,
    }),
  };
  static override flags = {
    good: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'in place of GOOD: a file or folder of what works; may be given several times',
      helpValue: 'FILE',
    }),
    bad: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'in place of BAD: a file or folder of what fails; may be given several times',
      helpValue: 'FILE',
    }),
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
    const names = sideNames(args, flags);
    const rules = { force: flags.force, inputs: [...names.good, ...names.bad] };
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
      linkTo: await linksTo([...names.good, ...names.bad], flags),
    };
    let answer: Answer = 'alike';
    const tell = async (good: ReportDocument, bad: ReportDocument, run?: RedactedRun): Promise<void> => {
      const comparison = compare(good, bad);
      answer = comparison.answer;
      const pieces = formats[flags.format].comparison(comparison, { ...options, redacted: run?.sentence });
      await writeResult(run?.searched(pieces) ?? pieces, flags.output, rules);
    };
    if (flags.redact) {
      await needsCaptures(names);
      await withRedacted(
        [names.good, names.bad],
        flags,
        read,
        () => undefined,
        (_, run) => {
          const [good, bad] = run.analyses.map((one) => withSettledRows(one.report()));
          return good === undefined || bad === undefined ? Promise.resolve() : tell(good, bad, run);
        },
      );
    } else await tell(await reportOfSide(names.good, read), await reportOfSide(names.bad, read));
    const exit = EXIT_OF[answer];
    if (exit !== 0) this.exit(exit);
  }
}

/** As of diff(1): nothing, a difference, no answer. */
const EXIT_OF: Readonly<Record<Answer, number>> = {
  alike: 0,
  different: EXIT.asked,
  'cannot-compare': EXIT.usage,
};
