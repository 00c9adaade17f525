import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import type { TicketRow } from '../src/batch/ticket-row.js';
import { analyze, fgtrace, type Run } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'batch-'));
const tickets = join(folder, 'tickets');
for (const name of ['proxy-worked', 'proxy-policy-deny', 'configuration-alone-flow-mode'])
  cpSync(`samples/${name}`, join(tickets, name), { recursive: true });
writeFileSync(join(tickets, 'nothing.txt'), 'no FortiGate wrote this\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const batch = (args: string[], run?: Run): ReturnType<typeof fgtrace> => fgtrace(['batch', ...args], run);
interface Batch {
  tickets: TicketRow[];
  summary: { tickets: number; verdicts: Record<string, number>; by: Record<string, { value: string }[]> };
}
const json = (...args: string[]): Batch => JSON.parse(batch(['--format', 'json', ...args]).stdout) as Batch;
const lines = (text: string): TicketRow[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TicketRow);

describe('fgtrace batch', () => {
  it('tells of each ticket what analyze tells, in the order of the names', () => {
    const { tickets: rows, summary } = json(tickets);
    expect(rows.map(({ ticket, verdict }) => [ticket, verdict])).toEqual([
      ['configuration-alone-flow-mode', 'inconclusive'],
      ['nothing.txt', null],
      ['proxy-policy-deny', 'failed'],
      ['proxy-worked', 'worked'],
    ]);
    for (const { ticket, verdict, summary: sentence } of rows.filter((row) => row.error === null)) {
      const alone = JSON.parse(analyze([join(tickets, ticket), '--format', 'json']).stdout) as TicketRow;
      expect([verdict, sentence]).toEqual([alone.verdict, alone.summary]);
    }
    expect(rows[2]).toMatchObject({
      code: 'POLICY_DENY',
      files: 6,
      offers: [{ policy: '8', week: '2021-W30' }],
    });
    expect(summary).toMatchObject({
      tickets: 4,
      verdicts: { failed: 1, worked: 1, inconclusive: 1, unread: 1 },
      by: { code: [{ value: 'POLICY_DENY', tickets: 1, offers: 1, failed: 1 }, {}, {}, {}] },
    });
  });

  it('keeps to its schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../schema/batch-1.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
      schema,
    );
    const found = json(tickets);
    validate(found);
    expect(validate.errors).toBeNull();
    for (const key of Object.keys(found.tickets[0] ?? {})) {
      const [{ ...first }, ...rest] = found.tickets as [TicketRow];
      Reflect.deleteProperty(first, key);
      expect([key, validate({ ...found, tickets: [first, ...rest] })]).toEqual([key, false]);
    }
  });

  it('prints the same rows whatever the number of threads, but for the seconds', () => {
    const rows = (jobs: string): unknown =>
      json('samples', '--jobs', jobs).tickets.map((row) => ({ ...row, seconds: 0 }));
    expect(rows('1')).toEqual(rows('4'));
  });

  it('makes a row of a ticket that nobody may read, or that is an empty folder', () => {
    const odd = join(folder, 'odd');
    mkdirSync(join(odd, 'empty'), { recursive: true });
    cpSync('samples/proxy-worked/wad.log', join(odd, 'locked.log'));
    chmodSync(join(odd, 'locked.log'), 0);
    writeFileSync(join(odd, 'broken.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    const { status, stdout } = batch([odd, '--format', 'ndjson']);
    expect(status).toBe(0);
    const [broken, empty] = lines(stdout);
    expect(broken).toMatchObject({ ticket: 'broken.gz', verdict: null });
    expect(empty).toMatchObject({
      ticket: 'empty',
      verdict: null,
      error: { message: /no file is in the folder/ },
    });
  });

  it('writes a page for each ticket that could be read, and links it', () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    const args = [tickets, '--reports', join(out, 'pages'), '-f', 'html', '-o', join(out, 'all.html')];
    expect(batch(args)).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(join(out, 'pages')).sort()).toEqual([
      'configuration-alone-flow-mode.html',
      'proxy-policy-deny.html',
      'proxy-worked.html',
      'tickets.ndjson',
    ]);
    const page = readFileSync(join(out, 'all.html'), 'utf8');
    const links = [...page.matchAll(/<a href="([^"#]+)"/g)].map(([, to]) => to ?? '');
    expect(links).toHaveLength(3);
    for (const link of links) expect(existsSync(join(out, link))).toBe(true);
    expect(batch(args)).toMatchObject({ status: 73, stderr: expect.stringContaining('exists already') });
  });

  it('reads nothing again with --resume but what has changed', () => {
    const own = join(folder, 'resumed');
    cpSync(tickets, own, { recursive: true });
    const pages = join(folder, 'resumed-pages');
    batch([own, '--reports', pages]);
    const rows = (): string[] => readFileSync(join(pages, 'tickets.ndjson'), 'utf8').trim().split('\n');
    const before = rows().length;
    cpSync('samples/proxy-policy-deny/flow.log', join(own, 'proxy-worked', 'flow.log'));
    rmSync(join(pages, 'proxy-policy-deny.html'));
    const { stdout } = batch([own, '--reports', pages, '--resume', '-f', 'ndjson']);
    expect(lines(stdout).map(({ ticket }) => ticket)).toEqual([
      'configuration-alone-flow-mode',
      'nothing.txt',
      'proxy-policy-deny',
      'proxy-worked',
      undefined,
    ]);
    // The changed one, the one whose page was gone, and the one that could not be read.
    const again = rows()
      .slice(before)
      .map((line) => (JSON.parse(line) as TicketRow).ticket);
    expect(again).toEqual(['nothing.txt', 'proxy-policy-deny', 'proxy-worked']);
  });

  it('goes on from rows that were cut', () => {
    const rows = join(folder, 'rows.ndjson');
    batch([tickets, '-f', 'ndjson', '-o', rows]);
    const whole = readFileSync(rows, 'utf8');
    writeFileSync(rows, whole.slice(0, whole.indexOf('\n') + 40));
    expect(batch([tickets, '-f', 'ndjson', '-o', rows, '--resume']).status).toBe(0);
    const names = (text: string): string[] => lines(text).map(({ ticket }) => ticket);
    expect(names(readFileSync(rows, 'utf8'))).toEqual(names(whole));
    expect(batch([tickets, '--resume'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--reports'),
    });
  });

  it('names nobody where it is redacted, not in the names of tickets either', () => {
    const out = join(folder, 'redacted');
    const { stdout, stderr, status } = batch([tickets, '--redact', '--reports', out, '-f', 'json']);
    expect([status, stderr]).toEqual([0, '']);
    const rows = (JSON.parse(stdout) as Batch).tickets;
    expect(rows.map(({ ticket, verdict }) => [ticket, verdict])).toEqual([
      ['ticket-1', 'inconclusive'],
      ['ticket-2', null],
      ['ticket-3', 'failed'],
      ['ticket-4', 'worked'],
    ]);
    const written = readdirSync(out).map((name) => name + readFileSync(join(out, name), 'utf8'));
    for (const text of [stdout, ...written])
      for (const original of ['10.217.6.79', '10.217.6.81', '10.134.7.214', 'proxy-', 'nothing.txt', tickets])
        expect([original, text.includes(original)]).toEqual([original, false]);
    // The same host has the same pseudonym in two tickets.
    expect(rows[2]?.offers[0]?.vip).toBe(rows[3]?.offers[0]?.vip);
  });

  it('ends with 1 only where that was asked for', () => {
    expect(batch([tickets, '--fail-on', 'failed']).status).toBe(1);
    expect(batch([join(tickets, 'proxy-worked', 'wad.log'), '--fail-on', 'failed']).status).toBe(0);
    expect(batch([join(folder, 'missing')]).status).toBe(66);
    expect(batch(['-'], { input: 'x' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('folder'),
    });
  });

  it('lets no name of a ticket steer a terminal, a page or a table', () => {
    const hostile = join(folder, 'hostile');
    const name = '\u001b[31m<script>|`x`.log';
    mkdirSync(hostile);
    cpSync('samples/proxy-worked/wad.log', join(hostile, name));
    expect(batch([hostile]).stdout).not.toContain('\u001b');
    expect(batch([hostile, '-f', 'html']).stdout).not.toContain('<script>|');
    expect(batch([hostile, '-f', 'markdown']).stdout).toContain('&lt;script>\\|');
    expect(json(hostile).tickets[0]?.ticket).toBe(name);
  });

  it('links the page of a ticket whose name has signs of an address', () => {
    const signs = join(folder, 'signs');
    mkdirSync(signs);
    cpSync('samples/proxy-worked/wad.log', join(signs, 'a#1.log'));
    expect(batch([signs, '-f', 'html', '--reports', join(folder, 'signs-pages')]).stdout).toContain(
      'a%231.log.html"',
    );
  });
});
