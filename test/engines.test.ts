import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { communityId } from '../src/export/ecs/community-id.js';
import { createParquetTable } from '../src/export/parquet.js';
import { exportTables, type ExportTableName } from '../src/export/tables/index.js';
import { analyze, fgtrace } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'engines-'));
const tables = join(folder, 'tables');
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const guide = readFileSync(new URL('../docs/engines.md', import.meta.url), 'utf8');
const lines = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

type Rows = Record<string, unknown>[];
async function ask(sql: string): Promise<Rows> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const answer = await connection.runAndReadAll(sql.replaceAll("'tables/", `'${tables}/`));
  return answer.getRowObjectsJson();
}

describe('fgtrace export parquet, asked by DuckDB', () => {
  beforeAll(() => {
    const { status, stdout } = fgtrace(['export', 'parquet', 'samples', '--each', '-o', tables]);
    expect([status, stdout]).toEqual([0, '']);
  });

  it.each(Object.keys(exportTables) as ExportTableName[])('has the names and types of %s', async (name) => {
    const TYPE = { text: 'VARCHAR', whole: 'INTEGER', real: 'DOUBLE', time: 'TIMESTAMP' };
    const found = await ask(`describe select * from 'tables/${name}.parquet'`);
    expect(found.map((row) => [row['column_name'], row['column_type']])).toEqual(
      exportTables[name].columns.map((column) => [column.name, TYPE[column.type]]),
    );
  });

  it('counts what batch counts', async () => {
    const { stdout } = fgtrace(['batch', 'samples', '--format', 'json']);
    const { summary } = JSON.parse(stdout) as {
      summary: {
        offers: Record<string, number>;
        by: Record<string, { value: string; offers: number; failed: number }[]>;
      };
    };
    const verdicts = await ask("select verdict, count(*) n from 'tables/offers.parquet' group by verdict");
    expect(Object.fromEntries(verdicts.map((row) => [row['verdict'], Number(row['n'])]))).toEqual(
      summary.offers,
    );
    const policies = await ask(
      "select policy, count(*) n, count(*) filter (verdict = 'failed') f from 'tables/offers.parquet' where policy is not null group by policy",
    );
    const counted = policies.map((row) => [row['policy'], Number(row['n']), Number(row['f'])]);
    expect(counted.sort()).toEqual(
      (summary.by['policy'] ?? []).map(({ value, offers, failed }) => [value, offers, failed]).sort(),
    );
  });

  it('keeps times to the microsecond, and events with their offers', async () => {
    const { offers, timeline } = JSON.parse(analyze(['samples/proxy-worked', '-f', 'json']).stdout) as {
      offers: { time: string }[];
      timeline: unknown[];
    };
    const [time] = await ask(
      "select time::varchar as time from 'tables/offers.parquet' where ticket = 'proxy-worked'",
    );
    expect(time).toEqual({ time: offers[0]?.time.replace('T', ' ') });
    const [count] = await ask("select count(*) n from 'tables/events.parquet' where ticket = 'proxy-worked'");
    expect(Number(count?.['n'])).toBe(timeline.length);
  });

  const queries = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql ?? '');
  it('has queries to start from', () => {
    expect(queries).toHaveLength(5);
  });
  it.each(queries)('answers the guide: %s', async (sql) => {
    expect((await ask(sql)).length).toBeGreaterThan(0);
  });

  it('replaces nothing without --force, and leaves nothing half written', () => {
    const own = join(folder, 'own');
    const args = ['export', 'parquet', 'samples/proxy-worked', '-o', own, '--tables', 'offers,findings'];
    expect(fgtrace(args).status).toBe(0);
    expect(readdirSync(own).sort()).toEqual(['findings.parquet', 'offers.parquet']);
    expect(fgtrace(args).status).toBe(73);
    expect(fgtrace([...args, '--force']).status).toBe(0);
    const empty = join(folder, 'nothing');
    mkdirSync(empty);
    writeFileSync(join(empty, 'a.txt'), 'nothing known\n');
    expect(fgtrace(['export', 'parquet', empty, '-o', join(folder, 'none')]).status).toBe(65);
    expect(readdirSync(join(folder, 'none'))).toEqual([]);
  });

  it('writes many row groups', async () => {
    const table = createParquetTable('sessions', 'fgtrace version 0');
    const parts: Uint8Array[] = [];
    for (let nth = 0; nth < 50_000; nth++) {
      const bytes = table.add({ session: `C${nth}`, client_port: nth, time: '2021-07-26T21:42:05.000001' });
      if (bytes !== undefined) parts.push(bytes);
    }
    parts.push(table.end());
    const file = join(folder, 'many.parquet');
    writeFileSync(file, Buffer.concat(parts));
    const [found] = await ask(`select count(*) n, sum(client_port) s, min(time)::varchar t from '${file}'`);
    expect(found).toEqual({ n: '50000', s: '1249975000', t: '2021-07-26 21:42:05.000001' });
    expect(parts.length).toBe(3);
  });
});

describe('fgtrace export ndjson', () => {
  it('writes the columns of the tables', () => {
    const { stdout } = fgtrace(['export', 'ndjson', 'samples/proxy-worked']);
    const found = lines(stdout);
    expect([...new Set(found.map((row) => row['table']))]).toEqual(Object.keys(exportTables));
    for (const { table, ...row } of found)
      expect(Object.keys(row)).toEqual(
        exportTables[table as ExportTableName].columns.map(({ name }) => name),
      );
  });

  it('writes Elastic Common Schema', () => {
    const { stdout } = fgtrace([
      ...['export', 'ndjson', 'samples/proxy-policy-deny', '--profile', 'ecs', '--timezone', 'Europe/Berlin'],
    ]);
    expect(lines(stdout)[0]).toMatchObject({
      '@timestamp': expect.stringMatching(/^2021-07-26T.*\+02:00$/),
      event: { dataset: 'fgtrace.offers', outcome: 'failure', code: 'POLICY_DENY', type: ['denied'] },
      source: { ip: '10.217.6.81' },
      destination: { ip: '10.217.6.79', nat: { ip: '10.134.7.214' } },
      network: { transport: 'tcp', community_id: expect.stringMatching(/^1:[\w+/]{27}=$/) },
      fgtrace: { verdict: 'failed' },
    });
    expect(stdout).not.toContain('null');
  });

  it('makes a ticket of each entry, and passes over what it cannot read', () => {
    const { stdout, stderr, status } = fgtrace([
      'export',
      'ndjson',
      'samples',
      '--each',
      '--tables',
      'sessions',
    ]);
    expect(status).toBe(0);
    expect(new Set(lines(stdout).map((row) => row['ticket'])).size).toBeGreaterThan(100);
    expect(stderr).toContain('README.md');
  });

  it('takes a wrong flag for no fault of a ticket', () => {
    const { status, stderr } = fgtrace(['export', 'ndjson', 'samples', '--each', '--window', 'soon']);
    expect(status).toBe(2);
    expect(stderr).not.toContain('passed over');
  });
});

describe('a Community ID', () => {
  // The values that its specification gives for TCP.
  it('is the one that others compute, in both directions', () => {
    const one = { ip: '128.232.110.120', port: 34855 };
    const other = { ip: '66.35.250.204', port: 80 };
    expect(communityId(one, other)).toBe('1:LQU9qZlK+B5F3KDmev6m5PMibrg=');
    expect(communityId(other, one)).toBe('1:LQU9qZlK+B5F3KDmev6m5PMibrg=');
    expect(communityId(one, { ip: '2001:db8::1', port: 1 })).toBeNull();
    expect(communityId(one, { ip: null, port: 80 })).toBeNull();
  });
});

describe('docs/engines.md', () => {
  it.each(Object.entries(exportTables))('tells every column of %s', (name, { columns }) => {
    const [, part = ''] = guide.split(`### ${name}\n`);
    const [own = ''] = part.split('\n### ');
    const rows = own.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual(
      columns.map((column) => `| \`${column.name}\` | ${column.type} | ${column.means} |`),
    );
  });

  it('has an index template that is JSON', () => {
    const [, template = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(JSON.parse(template)).toHaveProperty(
      'template.mappings.properties.source.properties.ip.type',
      'ip',
    );
  });
});
