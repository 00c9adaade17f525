import { Flags } from '@oclif/core';

import type { Analysis } from '../../analyze.js';
import type { Choice } from '../../assemble/choice.js';
import { EXIT, Failure } from '../../failure.js';
import { BaseCommand } from '../base.js';
import { choiceFlags, parseChoice, timezoneFlag } from '../shared/choice-flags.js';
import { chosenReport, zoneNamed } from '../shared/chosen-report.js';
import { openInputs } from '../../input/open.js';
import { exportPcapng, type OpenInputs } from '../shared/export-pcapng.js';
import { capturesArg, offsetFlags, parseWindow, windowFlags } from '../shared/flags.js';
import { parseOffsets } from '../shared/offsets.js';
import { openOutput } from '../shared/open-output.js';
import { readAll } from '../shared/read-inputs.js';
import { redactFlags } from '../shared/redact-flags.js';
import { hostsRedacted, withRedacted, type Redact } from '../shared/redacted-report.js';
import { withStdinFiled } from '../shared/stdin-file.js';
import { checkOutput } from '../shared/write-output.js';

const SAMPLE = 'samples/helper-worked';

export default class ExportPcapngCommand extends BaseCommand {
  static override summary =
    'Write the packets of hex dumps and pcaps as pcapng, with the decisions as comments';
  static override description =
    'For Wireshark: each interface under its name, the direction of each packet, and as comments what the flow trace says of it (EXP hit, translation, policy, drop), joined by sequence number, and the verdicts. Only packets that were captured with bytes are in it: a pcap, or a sniffer of verbosity 2, 3, 5 or 6. Times stay as printed. With --redact the packets name nobody.';
  static override usage = '<%= command.id %> [FILES...] [FLAGS]';

  static override examples = [
    {
      description: 'All packets, for Wireshark',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} -o packets.pcapng`,
    },
    {
      description: 'One session of many, and what was decided about it',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --session C1 -o session.pcapng`,
    },
    {
      description: 'For a ticket: it names nobody, and all times are others',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE} --redact --shift-time -o redacted.pcapng`,
    },
  ];
  static override strict = false;
  static override args = capturesArg;
  static override flags = {
    output: Flags.string({
      char: 'o',
      required: true,
      description: 'the file to write; - is standard output',
      helpValue: 'FILE',
      helpGroup: 'OUTPUT',
    }),
    force: Flags.boolean({ description: 'replace the output file if it exists', helpGroup: 'OUTPUT' }),
    ...choiceFlags,
    ...offsetFlags,
    ...windowFlags,
    ...timezoneFlag,
    ...redactFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(ExportPcapngCommand);
    const names = this.inputs(argv);
    const offsets = await parseOffsets(flags.offset);
    const window = parseWindow(flags.window);
    const zone = await zoneNamed(flags.timezone);
    const choose = (redact?: Redact): Choice | undefined => parseChoice(hostsRedacted(flags, redact), zone);
    const choice = choose();
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    const place = flags.output === '-' ? '/dev/stdout' : flags.output;
    const rules = { force: flags.force, inputs: names };
    await checkOutput(place, rules);
    const read = { offsets, window, detail: Infinity, warn };
    const write = async (analysis: Analysis, open: OpenInputs): Promise<void> => {
      const document = await chosenReport(analysis, undefined, warn);
      const output = await openOutput(place, rules);
      try {
        const done = await exportPcapng(open, document, output.stream, `fgtrace ${this.config.version}`);
        if (done.packets === 0) throw withoutBytes(done.withoutBytes);
        for (const sentence of remarks(done)) warn(sentence);
      } catch (error) {
        output.discard();
        throw error;
      }
      await output.finish();
    };
    if (flags.redact) {
      await withRedacted([names], flags, read, choose, (analysis, { inputs }) => write(analysis, inputs));
    } else {
      await withStdinFiled(names, async (filed) => {
        await write(await readAll(filed, { ...read, choice }), () => openInputs(filed));
      });
    }
  }
}

function remarks({ withoutBytes: count, isCut }: { withoutBytes: number; isCut: boolean }): string[] {
  const missing = count === 1 ? '1 packet was' : `${count} packets were`;
  return [
    ...(count > 0 ? [`${missing} captured without bytes and could not be exported`] : []),
    ...(isCut ? ['Not all decisions of the flow trace could be kept: some packets have no comment'] : []),
  ];
}

function withoutBytes(count: number): Failure {
  const what = count === 0 ? 'There is no packet' : 'No packet was captured with its bytes';
  return new Failure('FGT_NOTHING_TO_EXPORT', EXIT.unrecognised, `${what}: nothing to export`, [
    'Capture with verbosity 6 (diagnose sniffer packet any FILTER 6 0 l), or name a pcap.',
  ]);
}
