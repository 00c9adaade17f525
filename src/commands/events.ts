import { Flags } from '@oclif/core';

import { createPayloadReader } from '../dissect/payload-reader.js';
import type { TraceEvent } from '../events/events.js';
import { openInputs } from '../input/open.js';
import type { InputSummary } from '../parsers/parser.js';
import { createReader } from '../parsers/reader.js';
import { EVENT_KINDS, eventLine, EVENT_SOURCES, wordKind, wordLine } from '../report/text/event-json.js';
import { BaseCommand } from './base.js';
import { capturesArg } from './shared/flags.js';
import { nothingRecognised } from '../library/nothing-recognised.js';
import { createBufferedOutput } from './shared/buffered-output.js';

const SAMPLE = 'samples/explicit-ftps-over-vip';

export default class EventsCommand extends BaseCommand {
  static override summary = 'Print what the captures say as one JSON object a line';

  static override description = `Every packet, session, translation, offer and message that was recognised, file after file and line after line. Words of a control channel that a packet's bytes hold follow the packet that completed them, without passwords. Nothing is joined and no clock is corrected: that is what analyze is for.

Kinds: ${EVENT_KINDS.join(', ')}.`;

  static override usage = '<%= command.id %> [FILES...] [FLAGS]';

  static override examples = [
    {
      description: 'Every event of two captures',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE}/wad.log ${SAMPLE}/flow.log`,
    },
    {
      description: 'Where the pinhole was opened, and where it was used',
      command: `<%= config.bin %> <%= command.id %> --kind expectation --kind expectation-match ${SAMPLE}/*.log`,
    },
    {
      description: 'The packets that begin a connection, from a pipe',
      command: `$ cat ${SAMPLE}/sniff.txt | <%= config.bin %> <%= command.id %> --source sniffer | grep '"syn":true'`,
    },
  ];

  static override strict = false;

  static override args = capturesArg;

  static override flags = {
    source: Flags.option({
      options: EVENT_SOURCES,
      multiple: true,
      multipleNonGreedy: true,
      description: 'only what comes from this output of the unit; may be given several times',
    })(),
    kind: Flags.option({
      options: EVENT_KINDS,
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'KIND',
      description: 'only events of this kind; may be given several times',
    })(),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(EventsCommand);
    const inputs = await openInputs(this.inputs(argv), {
      warn: (sentence) => {
        this.warnOnce(sentence);
      },
    });
    const wanted = wants(flags.source, flags.kind);
    const out = createBufferedOutput(process.stdout);
    let count = 0;
    const read: InputSummary[] = [];
    const words = createPayloadReader((word) => {
      const kind = wordKind(word);
      const line = kind !== undefined && wanted({ source: word.source, kind }) ? wordLine(word) : undefined;
      if (line !== undefined) void out.write(line);
    });
    const event = (one: TraceEvent): void => {
      count += 1;
      if (wanted(one)) void out.write(eventLine(one));
      if (one.source === 'sniffer' && one.kind === 'packet') words.packet(one);
    };
    for (const input of inputs) {
      const reader = createReader(input.name, event);
      await input.read({
        line: reader.line,
        quick: reader.quick,
        damaged: reader.damaged,
        event,
        ready: () => out.ready(),
      });
      reader.end();
      read.push(reader.summary());
    }
    await out.end();
    if (count === 0)
      throw nothingRecognised(
        inputs.map(({ name }) => name),
        read,
      );
  }
}

function wants(sources: readonly string[] | undefined, kinds: readonly string[] | undefined) {
  const bySource = sources && new Set<string>(sources);
  const byKind = kinds && new Set<string>(kinds);
  return ({ source, kind }: { source: string; kind: string }): boolean =>
    (bySource?.has(source) ?? true) && (byKind?.has(kind) ?? true);
}
