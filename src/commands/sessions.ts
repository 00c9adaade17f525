import { Flags } from '@oclif/core';

import type { Analysis } from '../analyze.js';
import type { Choice } from '../assemble/choice.js';
import { sessionJson } from '../report/sections/session-json.js';
import { sessionList } from '../report/sections/session-list.js';
import { BaseCommand } from './base.js';
import { choiceFlags, parseChoice, timezoneFlag } from './shared/choice-flags.js';
import { chosenReport, zoneNamed } from './shared/chosen-report.js';
import { capturesArg, offsetFlags, outputFlags, parseWindow, windowFlags } from './shared/flags.js';
import { parseOffsets } from './shared/offsets.js';
import { redactFlags } from './shared/redact-flags.js';
import { hostsRedacted, withRedacted, type Redact, type RedactedRun } from './shared/redacted-report.js';
import { readAll } from './shared/read-inputs.js';
import { checkOutput, isUncut, outputWidth, wantsColour, writeResult } from './shared/write-output.js';

export default class SessionsCommand extends BaseCommand {
  static override summary = 'List the control sessions and offers of these captures, one line each';
  static override description =
    'Each line has the id, the time, who dialled whom (and where the VIP leads), what was offered, the verdict and its code. The ids are those that analyze takes: --session C3, --offer O2.';
  static override usage = '<%= command.id %> [FILES...] [FLAGS]';

  static override examples = [
    {
      description: 'What is there',
      command: '<%= config.bin %> <%= command.id %> samples/three-transfers',
    },
    {
      description: 'What failed for one client, and then all about one of these offers',
      command:
        '<%= config.bin %> <%= command.id %> samples/three-transfers --host 10.231.3.81 --verdict failed && <%= config.bin %> analyze samples/three-transfers --offer O2',
    },
    {
      description: 'For a script',
      command: '<%= config.bin %> <%= command.id %> samples/three-transfers --format json --since -20s',
    },
  ];
  static override strict = false;
  static override args = capturesArg;
  static override flags = {
    format: Flags.option({
      char: 'f',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      description: 'how to print the list',
      helpGroup: 'OUTPUT',
    })(),
    ...outputFlags,
    width: {
      ...outputFlags.width,
      description: 'columns of the list (default: the terminal; in a pipe or a file nothing is cut)',
    },
    ...choiceFlags,
    ...offsetFlags,
    ...windowFlags,
    ...timezoneFlag,
    ...redactFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(SessionsCommand);
    const names = this.inputs(argv);
    const offsets = await parseOffsets(flags.offset);
    const window = parseWindow(flags.window);
    const zone = await zoneNamed(flags.timezone);
    const choose = (redact?: Redact): Choice | undefined => parseChoice(hostsRedacted(flags, redact), zone);
    const choice = choose();
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    const rules = { force: flags.force, inputs: names };
    await checkOutput(flags.output, rules);
    // Nothing of what is told in full is in a list.
    const read = { offsets, window, detail: 0, warn };
    const width = isUncut(flags) ? Infinity : outputWidth(flags.width);
    const options = { width, colour: wantsColour(flags.output), detail: 0 };
    const tell = async (analysis: Analysis, run?: RedactedRun): Promise<void> => {
      const document = await chosenReport(analysis, zone, warn);
      const pieces = flags.format === 'json' ? sessionJson(document) : sessionList(document, options);
      await writeResult(run?.searched(pieces) ?? pieces, flags.output, rules);
    };
    if (flags.redact) await withRedacted([names], flags, read, choose, tell);
    else await tell(await readAll(names, { ...read, choice }));
  }
}
