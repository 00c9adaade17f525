import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';

import { Flags } from '@oclif/core';

import { createParquetTable, type ParquetTable } from '../../export/parquet.js';
import { exportTableNames, type ExportTableName } from '../../export/tables/index.js';
import { BaseCommand } from '../base.js';
import { exportRows, tableFlags } from '../shared/export-tables.js';
import { capturesArg, offsetFlags, windowFlags } from '../shared/flags.js';
import { openOutput } from '../shared/open-output.js';
import { outputFailure } from '../shared/output-place.js';
import type { UnfinishedFile } from '../shared/unfinished-file.js';
import { checkOutput } from '../shared/write-output.js';

export default class ExportParquetCommand extends BaseCommand {
  static override summary = 'Write offers, sessions, findings and events as Parquet, for DuckDB and its like';
  static override description =
    'Each table becomes a file in the folder: offers.parquet, sessions.parquet, findings.parquet, events.parquet. Types and names of columns stay as they are, and stand in docs/engines.md with queries to start from. Times are of the day as printed. Nothing is redacted: redact the captures first.';
  static override usage = '<%= command.id %> [FILES...] -o DIR [FLAGS]';

  static override examples = [
    {
      description: 'One capture',
      command: '<%= config.bin %> <%= command.id %> samples/three-transfers -o tables',
    },
    {
      description: 'A folder of tickets in one set of tables',
      command: '<%= config.bin %> <%= command.id %> samples --each -o all-tables',
    },
  ];
  static override strict = false;
  static override args = capturesArg;
  static override flags = {
    output: Flags.string({
      char: 'o',
      required: true,
      description: 'the folder to write the tables into; it is made if it is not there',
      helpValue: 'DIR',
      helpGroup: 'OUTPUT',
    }),
    force: Flags.boolean({ description: 'replace tables that are there', helpGroup: 'OUTPUT' }),
    ...tableFlags,
    ...offsetFlags,
    ...windowFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(ExportParquetCommand);
    const names = this.inputs(argv);
    const rules = { force: flags.force, inputs: names };
    const { version } = this.config;
    await mkdir(flags.output, { recursive: true }).catch((error: unknown) => {
      throw outputFailure(flags.output, error);
    });
    const files = new Map<ExportTableName, { table: ParquetTable; file: UnfinishedFile }>();
    for (const name of flags.tables ?? exportTableNames)
      await checkOutput(join(flags.output, `${name}.parquet`), rules);
    for (const name of flags.tables ?? exportTableNames) {
      const file = await openOutput(join(flags.output, `${name}.parquet`), rules);
      files.set(name, { table: createParquetTable(name, `fgtrace version ${version}`), file });
    }
    const warn = (sentence: string): void => {
      this.warnOnce(sentence);
    };
    try {
      await exportRows(names, { ...flags, version, warn }, (name, row) => {
        const one = files.get(name);
        const bytes = one?.table.add(row);
        return one === undefined || bytes === undefined ? undefined : written(one.file.stream, bytes);
      });
      for (const { table, file } of files.values()) {
        await written(file.stream, table.end());
        await file.finish();
      }
    } catch (error) {
      for (const { file } of files.values()) file.discard();
      throw error;
    }
  }
}

async function written(stream: Writable, bytes: Uint8Array): Promise<void> {
  if (!stream.write(bytes)) await once(stream, 'drain');
}
