// @long Reads generated captures again for each limit of detail.
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { createAnalysis } from '../src/analyze.js';
import type { Origin } from '../src/events/record.js';
import type { Evidence, ReportDocument } from '../src/document.js';
import { formats } from '../src/report/formats/index.js';
import { withSettledRows } from '../src/report/sections/rows.js';
import { readSideBySide } from './side-by-side.js';
import { simulate } from './simulate/index.js';
import { type SessionOptions } from './simulate/types.js';

const FAULTS = ['none', 'never-used', 'none', 'server-no-answer', 'none', 'none'] as const;
const SESSIONS: SessionOptions[] = Array.from({ length: 24 }, (_, nth) => ({
  start: nth * 20,
  transfers: [{ fault: FAULTS[nth % FAULTS.length] ?? 'none' }, { fault: 'none' }],
}));
const { files } = simulate({ seed: 5, inspection: 'proxy', tls: 'explicit', sessions: SESSIONS });
const ALL = ['wad.log', 'flow.log', 'sniff.txt'];

/** The report, and which lines somebody has asked the text of. */
function analysed(detail: number, names = ALL, lineBudget?: number) {
  const asked = new Set<string>();
  const keep = ({ file, line, text }: Origin): Origin => ({
    file,
    line,
    get text() {
      asked.add(`${file}:${line}`);
      return text;
    },
  });
  const analysis = createAnalysis({
    store: { keep },
    offsets: new Map(),
    detail,
    quietWindow: 60e6,
    ...(lineBudget === undefined ? {} : { lineBudget }),
  });
  readSideBySide(
    analysis,
    names.map((file) => ({ file, text: files[file] ?? '' })),
  );
  asked.clear();
  return { document: analysis.report(), asked };
}

const OPTIONS = { width: 80, colour: false, detail: 1000 };
const json = (document: ReportDocument): ReportDocument =>
  JSON.parse([...formats.json.report(document, OPTIONS)].join('')) as ReportDocument;
const text = (document: ReportDocument, width = 80): string =>
  [...formats.text.report(document, { ...OPTIONS, width })].join('');

const endedWell = ({ verdict }: { verdict: string }): boolean => verdict === 'worked' || verdict === 'unused';
const isBare = (row: { evidence: readonly Evidence[]; stages?: readonly unknown[] }): boolean =>
  row.evidence.length === 0 && (row.stages ?? []).length === 0;
const NO_DETAIL = { evidence: [], stages: [], transfer: null, durations: [] };
const bare = (rows: readonly object[]): object[] => rows.map((row) => ({ ...row, ...NO_DETAIL }));
const LISTS = ['controlSessions', 'offers', 'expectations', 'dataFlows'] as const;

const ALONE = ['sniff.txt'];
const all = json(analysed(1000).document);

/** Which offers and sessions a document tells in full, by what its rows carry. */
const told = ({ offers, controlSessions }: ReportDocument): Set<string | null> =>
  new Set([...offers, ...controlSessions].filter((row) => !isBare(row)).map(({ id }) => id));

describe.each([0, 3, 10, 30, 60])('told with --detail %d', (detail) => {
  const { document, asked } = analysed(detail);
  const report = json(document);
  const full = told(report);

  it('says the same of everything, with fewer lines', () => {
    for (const list of LISTS) expect(bare(report[list])).toEqual(bare(all[list]));
    expect([report.verdict, report.summary, report.totals]).toEqual([all.verdict, all.summary, all.totals]);
  });

  it('tells in full what failed, and of the rest no more than asked for', () => {
    const failed = all.offers.filter((offer) => !endedWell(offer));
    expect(failed.length).toBe(4);
    for (const { id, control } of failed) expect([full.has(id), full.has(control)]).toEqual([true, true]);
    const offers = report.offers.filter(({ id }) => full.has(id));
    expect(offers.length).toBe(Math.min(48, Math.max(failed.length, detail)));
    expect(report.omitted['offers']).toBe(all.offers.length - offers.length);
    const sessions = new Set(offers.map(({ control }) => control));
    const toldSessions = report.controlSessions.filter(({ id }) => full.has(id));
    expect(toldSessions.length).toBe(Math.min(24, Math.max(sessions.size, detail)));
    expect(report.omitted['controlSessions'] ?? 0).toBe(24 - toldSessions.length);
    for (const id of sessions) expect([id, full.has(id)]).toEqual([id, true]);
  });

  it('gives their pinholes and data connections lines as the offers have them', () => {
    for (const row of [...report.expectations, ...report.dataFlows])
      expect([row.id, isBare(row)]).toEqual([row.id, !full.has(row.offer)]);
  });

  it('leaves out findings that repeat a verdict, and counts them', () => {
    const left = all.findings.filter(
      ({ subject }) => !report.findings.some((one) => one.subject === subject),
    );
    expect(left.length).toBe(report.omitted['findings'] ?? 0);
    expect(left.filter(({ subject, verdict }) => full.has(subject) || !endedWell({ verdict }))).toEqual([]);
    expect(report.findings.length + left.length).toBe(all.findings.length);
    expect(report.totals['findings']).toBe(all.findings.length);
    expect(left.length > 0).toBe(detail < all.offers.length);
  });

  it('has a timeline of these alone', () => {
    const own = [...all.timeline].filter(
      ({ offer, control }) => full.has(offer ?? control) || !(offer ?? control),
    );
    expect(report.timeline).toEqual(own);
    expect(own.length).toBeGreaterThan(20);
  });

  it('reads no line that it does not tell', () => {
    const cited = JSON.stringify(report).matchAll(/"file":"([^"]*)","line":(\d+),/g);
    const lines = new Set([...cited].map(([, file, line]) => `${file}:${line}`));
    expect([...asked].filter((line) => !lines.has(line))).toEqual([]);
    expect(asked.size).toBeGreaterThan(20);
  });

  it('is a report by the schema', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
    const schema = JSON.parse(
      readFileSync(new URL('../schema/report-1.json', import.meta.url), 'utf8'),
    ) as object;
    expect([ajv.validate(schema, report), ajv.errors]).toEqual([true, null]);
  });

  it('comes to as much where it is judged in parts', () => {
    const parts = withSettledRows(analysed(detail, ALL, 700).document);
    const { offers = 0, controlSessions = 0, findings = 0, sessionsOver = 0 } = parts.omitted;
    expect(sessionsOver).toBeGreaterThan(5);
    expect(parts.totals).toEqual(all.totals);
    expect(offers).toBe(parts.offers.filter(isBare).length);
    expect(controlSessions).toBe(parts.controlSessions.filter(isBare).length);
    expect(parts.findings.length + findings).toBe(all.findings.length);
    expect(parts.offers.filter((offer) => !endedWell(offer) && isBare(offer))).toEqual([]);
    expect(parts.offers.length - offers).toBeGreaterThanOrEqual(Math.min(detail, parts.offers.length));
  });
});

describe('control sessions without a readable offer', () => {
  it.each([0, 5, 24])('are told in full up to --detail %d', (detail) => {
    const report = json(analysed(detail, ALONE).document);
    const full = told(report);
    expect(report.offers).toEqual([]);
    expect(report.controlSessions.length).toBe(24);
    expect(full.size).toBe(detail);
    expect(report.omitted['controlSessions'] ?? 0).toBe(24 - detail);
    expect(new Set([...report.timeline].flatMap(({ control }) => control ?? []))).toEqual(full);
    expect(report.dataFlows.length).toBeGreaterThan(20);
    const withLines = report.dataFlows.filter((flow) => !isBare(flow));
    expect(withLines.length > 0).toBe(detail > 0);
    expect(withLines.length).toBe(detail === 24 ? report.dataFlows.length : withLines.length);
  });
});

describe('the reports for people', () => {
  const lines = (report: string): number => report.split('\n').length;

  it.each([60, 80])(
    'print the timeline of what they tell, and how much more there is (width %d)',
    (width) => {
      const { document } = analysed(10, ALONE);
      const printed = text(document, width);
      const shown = document.controlSessions.slice(0, 3).map(({ id }) => id);
      const own = [...document.timeline].filter(({ control }) => control === null || shown.includes(control));
      const packets = own.filter(({ kind }) => kind === 'packet');
      const more = document.timeline.length - own.length;
      expect(more).toBeGreaterThan(50);
      expect(printed.replace(/\s+/g, ' ')).toContain(
        ` … and ${more} more lines in --format json, more with --detail 24 SOURCES `,
      );
      expect(printed.match(/^ {2}\d\d:\d\d:\d\d\S* +sniffer/gm)).toHaveLength(packets.length);
      const ticket = [...formats.markdown.report(document, OPTIONS)].join('');
      expect(ticket).toContain(`\n… and ${more} more lines in --format json, more with --detail 24\n`);
      expect(ticket.match(/^\d{4}-\d\d-\d\d \S+ +sniffer/gm)).toHaveLength(packets.length);
      expect(lines(text(analysed(24, ALONE).document))).toBe(lines(text(document)) - 1);
    },
  );

  it('count every offer under its cause, told in full or not', () => {
    const worked = all.offers.filter(({ code }) => code === 'PINHOLE_WORKED').length;
    expect(text(analysed(10).document)).toMatch(
      new RegExp(`PINHOLE_WORKED, proven: [^:]* and ${worked - 8} more`),
    );
  });

  it('say what was told in brief', () => {
    const report = text(analysed(0).document).replace(/\s+/g, ' ');
    expect(report).toContain('told in brief: offers: 44');
    expect(report).toMatch(/told in brief: control sessions: \d+/);
    expect(report).toContain('findings that say no more than the verdict');
    expect(text(analysed(1000).document)).not.toContain('in brief');
  });
});
