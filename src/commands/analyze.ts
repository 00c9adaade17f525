import { Flags } from '@oclif/core';

import type { Analysis } from '../analyze.js';
import type { Choice } from '../assemble/choice.js';
import type { Outcome } from '../document.js';
import { evidenceText } from '../evidence/evidence-text.js';
import { EXIT, Failure } from '../failure.js';
import { formatNames, formats } from '../report/formats/index.js';
import { DEFAULT_DETAIL } from '../report/print-options.js';
import { unrecognised } from '../report/sections/unrecognised.js';
import { BaseCommand } from './base.js';
import { choiceFlags, CHOICE_FLAGS, parseChoice, timezoneFlag } from './shared/choice-flags.js';
import { chosenReport, zoneNamed } from './shared/chosen-report.js';
import { capturesArg, offsetFlags, outputFlags, windowFlags, parseWindow } from './shared/flags.js';
import { parseOffsets } from './shared/offsets.js';
import { linksTo } from './shared/hyperlinks.js';
import { liveRedaction, redactFlags } from './shared/redact-flags.js';
import {
  hostsRedacted,
  withCounts,
  withRedacted,
  type Redact,
  type RedactedRun,
} from './shared/redacted-report.js';
import { readAll } from './shared/read-inputs.js';
import { checkOutput, isUncut, outputWidth, wantsColour, writeResult } from './shared/write-output.js';

const SAMPLE = 'samples/explicit-ftps-over-vip';

export default class AnalyzeCommand extends BaseCommand {
  static override summary =
    'Explain whether the FTP data connections in these captures worked, and if not, why';
  static override description =
    'Reads WAD debug, flow trace, sniffer output, session lists, configuration and pcap files, in any order and mixture, and prints one timeline, one verdict and the lines that prove it. With --redact it names nobody.';
  static override usage = '<%= command.id %> [FILES...] [FLAGS]';

  static override examples = [
    {
      description: 'Three captures of the same moment',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE}/wad.log ${SAMPLE}/flow.log ${SAMPLE}/sniff.txt`,
    },
    {
      description: 'A console log that holds everything, from a pipe',
      command: `$ cat ${SAMPLE}/*.log ${SAMPLE}/*.txt | <%= config.bin %> <%= command.id %> -`,
    },
    {
      description: 'A report for a ticket',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --format markdown -o report.md`,
    },
    {
      description: 'One client of many, and of its offers only those that did not work',
      command: `<%= config.bin %> <%= command.id %> samples/three-transfers --host 10.231.3.81 --verdict failed,inconclusive`,
    },
    {
      description: 'A page for a browser: to filter, to search, to print, to attach',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --format html -o report.html`,
    },
    {
      description: 'The few lines that prove it, and the same verdict from them alone',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --evidence | <%= config.bin %> <%= command.id %> -`,
    },
    {
      description: 'A report that names nobody, for a ticket at a vendor',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --redact --format markdown -o redacted.md`,
    },
    {
      description: 'For a script: exit code 1 if a data connection failed',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --format json --fail-on failed`,
    },
  ];
  static override strict = false;
  static override args = capturesArg;
  static override flags = {
    format: Flags.option({
      char: 'f',
      options: formatNames,
      default: 'text',
      description: 'how to print the report: for a terminal, a program, a ticket, a browser',
      helpGroup: 'OUTPUT',
    })(),
    ...outputFlags,
    brief: Flags.boolean({
      description: 'the first screen alone: what happened, when, why, what to do',
      exclusive: ['unrecognised'],
      helpGroup: 'OUTPUT',
    }),
    evidence: Flags.boolean({
      description: 'print the fewest original lines that lead to the same verdicts, for a ticket',
      exclusive: ['format', 'brief', 'unrecognised', 'follow'],
      helpGroup: 'OUTPUT',
    }),
    detail: Flags.integer({
      min: 0,
      default: DEFAULT_DETAIL,
      description:
        'how many offers, and how many control sessions, to tell in full; those that failed or stayed open always are',
      helpGroup: 'OUTPUT',
    }),
    ...choiceFlags,
    ascii: Flags.boolean({
      description: 'draw the text report with ASCII alone',
      helpGroup: 'OUTPUT',
    }),
    unrecognised: Flags.boolean({
      exclusive: [...CHOICE_FLAGS],
      description: 'list the lines that nothing claimed, by shape, instead of the report',
      helpGroup: 'OUTPUT',
    }),
    ...offsetFlags,
    ...windowFlags,
    ...timezoneFlag,
    ...redactFlags,
    follow: Flags.boolean({
      description: 'the same as fgtrace follow: go on while the files grow',
      exclusive: ['format', 'output', 'brief', 'unrecognised', 'fail-on', 'timezone', ...CHOICE_FLAGS],
    }),
    'fail-on': Flags.option({
      options: ['failed', 'inconclusive'] as const,
      description: 'exit with 1 if the verdict is this (inconclusive: or failed)',
      helpGroup: 'OUTPUT',
    })(),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(AnalyzeCommand);
    forTextAlone(flags);
    const names = this.inputs(argv);
    const offsets = await parseOffsets(flags.offset);
    const window = parseWindow(flags.window);
    const zone = await zoneNamed(flags.timezone);
    const choose = (redact?: Redact): Choice | undefined => parseChoice(hostsRedacted(flags, redact), zone);
    const choice = choose();
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    const options = {
      width: outputWidth(flags.width),
      colour: wantsColour(flags.output),
      detail: flags.detail,
      ...{ ascii: flags.ascii, brief: flags.brief, whole: isUncut(flags) },
      linkTo: await linksTo(names, flags),
    };
    const { version } = this.config;
    if (flags.follow) {
      const { followCaptures } = await import('./shared/follow.js');
      await followCaptures(names, {
        format: 'text',
        ...{ offsets, window, options, warn, version, signal: this.stopping() },
        ...(await liveRedaction(flags)),
      });
      return;
    }
    const rules = { force: flags.force, inputs: names };
    await checkOutput(flags.output, rules);
    const read = { offsets, window, detail: flags.detail, warn, version };
    let verdict: Outcome | undefined;
    const tell = async (analysis: Analysis | undefined, run?: RedactedRun): Promise<void> => {
      const write = (pieces: Iterable<string>): Promise<void> =>
        writeResult(run?.searched(pieces) ?? pieces, flags.output, rules);
      if (flags.unrecognised && analysis !== undefined) {
        await write(unrecognised(analysis.unclaimed(), options));
        return;
      }
      if (flags.evidence) {
        const { evidenceOf } = await import('./shared/evidence.js');
        const { document, found } = await evidenceOf(run?.paths ?? names, {
          ...read,
          choice: run?.choice ?? choice,
        });
        await write(evidenceText(run?.named(found) ?? found));
        verdict = document.verdict;
        return;
      }
      if (analysis === undefined) return;
      const document = withCounts(await chosenReport(analysis, zone, warn), run);
      await write(formats[flags.format].report(document, { ...options, redacted: run?.sentence }));
      verdict = document.verdict;
    };
    if (flags.redact) await withRedacted([names], flags, read, choose, tell);
    else await tell(flags.evidence ? undefined : await readAll(names, { ...read, choice }));
    if (isAsked(flags['fail-on'], verdict)) this.exit(EXIT.asked);
  }
}

function isAsked(wanted: 'failed' | 'inconclusive' | undefined, verdict: Outcome | undefined): boolean {
  const failed = verdict === 'failed' || (wanted === 'inconclusive' && verdict === 'inconclusive');
  return wanted !== undefined && failed;
}

function forTextAlone(flags: {
  readonly brief: boolean;
  readonly ascii: boolean;
  readonly format: string;
}): void {
  for (const flag of ['brief', 'ascii'] as const)
    if (flags[flag] && flags.format !== 'text')
      throw new Failure('FGT_USAGE', EXIT.usage, `--${flag} is for --format text alone`, [
        `Leave out --${flag}, or --format ${flags.format}.`,
      ]);
}
