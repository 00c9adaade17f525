import { describe, expect, it } from '@jest/globals';

import { createAnalysis, type InputSink } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { sampleNames, stored } from './samples/folder.js';
import { analyse, inputOrder, print } from './samples/run.js';

/** The proxy listens on the port of another service, which WAD alone tells, and the sniffer is two hours ahead of it. */
const LEARNT_LATE = 'proxy-odd-port';

interface Reading {
  readonly sink: InputSink;
  readonly lines: string[];
  at: number;
}

/** As large captures are read: the file whose last line has the earliest stamp goes on. Zones differ, so one is far ahead. */
function analyseSideBySide(files: Readonly<Record<string, string>>): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  const readings = inputOrder(files).map((name): Reading => {
    const lines = (files[name] ?? '').replace(/\n$/, '').split('\n');
    return { sink: analysis.begin(name), lines: files[name] === '' ? [] : lines, at: 0 };
  });
  for (;;) {
    const open = readings.filter(({ lines, at }) => at < lines.length);
    const [first] = open;
    if (first === undefined) break;
    const next = open.reduce((best, one) => (one.sink.reached() < best.sink.reached() ? one : best), first);
    next.sink.line(next.lines[next.at] ?? '');
    next.at += 1;
  }
  for (const { sink } of readings) sink.end();
  return analysis.report();
}

const told = (report: ReportDocument): string =>
  print({ ...report, tool: { name: 'fgtrace', version: '0' } }, 'json');

describe('side by side or one after another', () => {
  it.each(sampleNames().filter((name) => name !== LEARNT_LATE))('%s is told the same', (name) => {
    expect(told(analyseSideBySide(stored(name)))).toBe(told(analyse(stored(name))));
  });
});
