import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

import { exportTables, type ExportTableName } from './tables/index.js';
import type { Cell, ColumnType, TableRow } from './tables/table.js';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Rows that are packed together: engines skip or read groups of rows. */
const GROUP = 20_000;

/** A table as a Parquet file, row group by row group; each call returns the bytes that are finished. */
export interface ParquetTable {
  readonly add: (row: TableRow) => Uint8Array | undefined;
  readonly end: () => Uint8Array;
}

/** `application`: who wrote it, as Parquet names it: `fgtrace version 0.1.0`. */
export function createParquetTable(name: ExportTableName, application: string): ParquetTable {
  const { columns } = exportTables[name];
  const writer = new ByteWriter();
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map((column) => ({
      name: column.name,
      repetition_type: 'OPTIONAL' as const,
      ...ELEMENT[column.type],
    })),
  ];
  const file = new ParquetWriter({ writer, schema, createdBy: application });
  let group: TableRow[] = [];
  const finished = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  const writeGroup = (): void => {
    if (group.length === 0) return;
    const columnData = columns.map(({ name: column, type }) => ({
      name: column,
      data: group.map((row) => valueOf(type, row[column] ?? null)),
    }));
    void file.write({ columnData, rowGroupSize: GROUP });
    group = [];
  };
  return {
    add(row) {
      group.push(row);
      if (group.length < GROUP) return undefined;
      writeGroup();
      return finished();
    },
    end() {
      writeGroup();
      void file.finish();
      return finished();
    },
  };
}

/** Times are of the day as printed: no source says its zone, so they are not adjusted to UTC. */
const ELEMENT: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  whole: { type: 'INT32' },
  real: { type: 'DOUBLE' },
  time: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } },
};

function valueOf(type: ColumnType, cell: Cell): Cell | bigint {
  return type === 'time' ? microsOf(cell) : cell;
}

/** Of a time of day with six decimals; what is behind them, an offset, is left out. */
function microsOf(time: Cell): bigint | null {
  const [, seconds, micros = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})/.exec(String(time)) ?? [];
  return seconds === undefined ? null : BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(micros);
}
