import { Flags } from '@oclif/core';

import { ecsDocument } from '../../export/ecs/ecs-document.js';
import { harmless } from '../../report/text/escape-json.js';
import { BaseCommand } from '../base.js';
import { timezoneFlag } from '../shared/choice-flags.js';
import { exportRows, tableFlags } from '../shared/export-tables.js';
import { capturesArg, offsetFlags, outputFlags, windowFlags } from '../shared/flags.js';
import { openRowOutput } from '../shared/row-output.js';
import { checkOutput } from '../shared/write-output.js';

const SAMPLE = 'samples/three-transfers';

export default class ExportNdjsonCommand extends BaseCommand {
  static override summary = 'Write offers, sessions, findings and events as one JSON object a line';
  static override description =
    'For engines that outgrow one machine: OpenSearch, Elastic, ClickHouse, DuckDB, jq. With --profile ecs in Elastic Common Schema, with Community IDs. The columns stand in docs/engines.md. Nothing is redacted: redact the captures first.';
  static override usage = '<%= command.id %> [FILES...] [FLAGS]';

  static override examples = [
    {
      description: 'All tables of one capture',
      command: `<%= config.bin %> <%= command.id %> ${SAMPLE}`,
    },
    {
      description: 'The offers of a folder of tickets, in Elastic Common Schema',
      command:
        '<%= config.bin %> <%= command.id %> samples --each --tables offers --profile ecs -o offers.ndjson',
    },
  ];
  static override strict = false;
  static override args = capturesArg;
  static override flags = {
    profile: Flags.option({
      options: ['fgtrace', 'ecs'] as const,
      default: 'fgtrace' as const,
      description: 'the names of the fields: the columns of the tables, or Elastic Common Schema',
      helpGroup: 'OUTPUT',
    })(),
    output: outputFlags.output,
    force: outputFlags.force,
    ...tableFlags,
    ...offsetFlags,
    ...windowFlags,
    ...timezoneFlag,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(ExportNdjsonCommand);
    const names = this.inputs(argv);
    const rules = { force: flags.force, inputs: names };
    await checkOutput(flags.output, rules);
    const out = await openRowOutput(flags.output, rules);
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    try {
      await exportRows(names, { ...flags, version: this.config.version, warn }, (table, row) => {
        const line = flags.profile === 'ecs' ? ecsDocument(table, row) : { table, ...row };
        return out.write([`${harmless(JSON.stringify(line))}\n`]);
      });
      await out.end();
    } catch (error) {
      out.discard();
      throw error;
    }
  }
}
