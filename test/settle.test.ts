// @long Generated captures that are longer than memory, read again and again.
import { describe, expect, it } from '@jest/globals';

import { createAnalysis } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { createRows } from '../src/input/row-file.js';
import { omissions } from '../src/report/sections/sources.js';
import { withSettledRows } from '../src/report/sections/rows.js';
import { readSideBySide } from './side-by-side.js';
import { simulate } from './simulate/index.js';
import { type SessionOptions } from './simulate/types.js';

const FAULTS = ['none', 'server-no-answer', 'never-used', 'policy-deny', 'none', 'server-rst'] as const;

/** One session after another; some fail, some offers are never used. */
function sessions(count: number, apart: number): SessionOptions[] {
  return Array.from({ length: count }, (_, nth) => ({
    start: nth * apart,
    transfers: [{ fault: FAULTS[nth % FAULTS.length] ?? 'none' }, { fault: 'none' }],
  }));
}

function analysed(
  captures: readonly { file: string; text: string }[],
  lineBudget?: number,
  isComplete = false,
): ReportDocument {
  const analysis = createAnalysis({
    store: memoryStore(),
    offsets: new Map(),
    detail: 1000,
    quietWindow: 60e6,
    rows: createRows,
    ...(lineBudget === undefined ? {} : { lineBudget }),
  });
  readSideBySide(analysis, captures);
  if (isComplete) analysis.complete();
  return analysis.report();
}

const outcome = ({ offers, controlSessions, expectations, dataFlows, findings, totals }: ReportDocument) => ({
  offers,
  controlSessions,
  expectations,
  dataFlows,
  findings: findings.map((one) => JSON.stringify(one)).sort(),
  totals,
});

describe('a capture with more sessions than there is room for', () => {
  const { files } = simulate({ seed: 7, inspection: 'proxy', tls: 'explicit', sessions: sessions(48, 40) });
  const texts = ['wad.log', 'flow.log', 'sniff.txt'].map((file) => ({ file, text: files[file] ?? '' }));
  const all = analysed(texts);
  const crowd = ['wad.log', 'flow.log', 'sniff.txt'].map((file) => ({
    file,
    text:
      simulate({ seed: 11, inspection: 'proxy', tls: 'explicit', sessions: sessions(24, 0.8) }).files[file] ??
      '',
  }));

  it('comes to the same as with room for all', () => {
    const report = analysed(texts, 700);
    expect(report.omitted['sessionsOver']).toBeGreaterThan(10);
    expect(report.omitted['sessionsCut']).toBeUndefined();
    expect(outcome(withSettledRows(report))).toEqual(outcome(all));
    expect([report.verdict, report.summary]).toEqual([all.verdict, all.summary]);
  });

  it('is judged a few sessions at a time where all was read, and comes to the same', () => {
    const whole = analysed(crowd);
    // More than two such budgets, less than three: nothing is let go of before the end.
    const report = analysed(crowd, 1200, true);
    expect(report.controlSessions).toEqual([]);
    expect(report.omitted['sessionsOver']).toBe(whole.controlSessions.length);
    expect(report.omitted['sessionsCut']).toBeUndefined();
    expect(outcome(withSettledRows(report))).toEqual(outcome(whole));
    expect([report.verdict, report.summary]).toEqual([whole.verdict, whole.summary]);
    expect(report.omitted['legs']).toBe(whole.omitted['legs']);
  });

  it('takes back a verdict rather than turn it, where sessions are cut that go on', () => {
    const report = withSettledRows(analysed(crowd, 150));
    const before = new Map(analysed(crowd).offers.map(({ endpoint, verdict }) => [endpoint, verdict]));
    expect(report.omitted['sessionsCut']).toBeGreaterThan(0);
    const turned = report.offers.filter(({ endpoint, verdict }) => {
      const was = before.get(endpoint);
      return was !== undefined && verdict !== was && verdict !== 'inconclusive';
    });
    expect(turned.map(({ endpoint, verdict }) => [endpoint, verdict, before.get(endpoint)])).toEqual([]);
    expect(report.offers.filter(({ verdict }) => verdict === 'worked').length).toBeGreaterThan(10);
  });

  it.each([undefined, 150])('says so in words (budget %s)', (lineBudget) => {
    const words = omissions(analysed(crowd, lineBudget).omitted).join('\n');
    if (lineBudget === undefined) expect(words).toBe('');
    else expect(words).toContain('control sessions that may have gone on');
  });
});
