import { Flags } from '@oclif/core';

import { harmless } from '../report/text/escape-json.js';
import { page } from '../report/text/layout.js';
import { plain } from '../report/text/sanitize.js';
import { pad, widthOf, wrap } from '../report/text/width.js';
import { BaseCommand } from './base.js';
import { doctorFacts, type DoctorFact } from './shared/doctor-facts.js';
import { outputWidth, wantsColour, writeResult } from './shared/write-output.js';

export default class DoctorCommand extends BaseCommand {
  static override summary = 'Tell what fgtrace finds on this machine';
  static override description =
    'Versions, terminal, time zone, room for temporary files, programs that go with it, and what the environment sets: to look at where something does not work, and for a bug report. Nothing is started, and nothing leaves the machine. It names folders of this machine: read it before it goes into a ticket.';
  static override usage = '<%= command.id %> [FLAGS]';

  static override examples = ['<%= config.bin %> <%= command.id %>'];
  static override flags = {
    format: Flags.option({
      char: 'f',
      options: ['text', 'json'] as const,
      default: 'text' as const,
      description: 'how to print it',
      helpGroup: 'OUTPUT',
    })(),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(DoctorCommand);
    const facts = doctorFacts(this.config.version, process.env);
    await writeResult(
      flags.format === 'json' ? [`${harmless(JSON.stringify({ facts }, null, 2))}\n`] : factLines(facts),
      undefined,
    );
  }
}

function* factLines(facts: readonly DoctorFact[]): Iterable<string> {
  const { width, paint } = page(
    { width: outputWidth(undefined), colour: wantsColour(undefined), detail: 0 },
    [],
  );
  const names = Math.max(...facts.map(({ name }) => widthOf(plain(name))));
  const indent = ' '.repeat(names + 4);
  for (const { name, value, note, ok } of facts) {
    const sign = ok ? paint.green('+') : paint.yellow('-');
    const [first = '', ...more] = wrap(plain(value), width - indent.length);
    yield `${sign} ${pad(plain(name), names)}  ${first}\n`;
    for (const line of more) yield `${indent}${line}\n`;
    for (const line of wrap(note, width - indent.length)) yield paint.dim(`${indent}${line}`) + '\n';
  }
}
