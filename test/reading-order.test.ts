// @long Reads every sample again in other orders.
import { describe, expect, it } from '@jest/globals';

import { createAnalysis, type InputSink } from '../src/analyze.js';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../src/document.js';
import { createPcapReader } from '../src/input/pcap.js';
import { asPcap, remade } from './pairs/remade.js';
import { samples } from './samples/cases.js';
import { sampleNames, stored } from './samples/folder.js';
import { reportOn } from './samples/report-on.js';
import { inputOrder, print } from './samples/run.js';
import { share } from './samples/share.js';

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
  it.each(share(sampleNames(), 2).filter((name) => name !== LEARNT_LATE))('%s is told the same', (name) => {
    expect(told(analyseSideBySide(stored(name)))).toBe(told(reportOn(name)));
  });
});

/** Some lines of the sniffer's text, then a pcap of the same packets, and then the others. */
function analyseWithPcap(
  files: Readonly<Record<string, string>>,
  pcap: Uint8Array,
  before: (lines: number) => number,
): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000 });
  for (const name of inputOrder(files)) {
    const sink = analysis.begin(name);
    const lines = (files[name] ?? '').replace(/\n$/, '').split('\n');
    const some = name === SNIFFED ? before(lines.length) : lines.length;
    for (const line of lines.slice(0, some)) sink.line(line);
    if (name === SNIFFED) {
      const other = analysis.begin('sniff.pcap');
      const reader = createPcapReader('sniff.pcap', other);
      reader.bytes(pcap);
      reader.end();
      other.end();
    }
    for (const line of lines.slice(some)) sink.line(line);
    sink.end();
  }
  return analysis.report();
}

const SNIFFED = 'sniff.txt';

const verdicts = ({ offers }: ReportDocument): unknown[] =>
  offers.map(({ endpoint, verdict, code }) => ({ endpoint, verdict, code }));

/**
 * What the proxy itself says, what never came, and what nobody can read is told from what one side says against the
 * other: a whole conversation of the server's side in the midst of the client's hides it.
 */
const TOLD_BY_BOTH = ['file-blocked', 'never-confirmed', 'words-second-unreadable'];

describe('a text and a pcap of the same packets', () => {
  const withWords = samples
    .filter(({ name }) => !TOLD_BY_BOTH.includes(name))
    .flatMap((sample) => {
      const files = remade(sample, { verbosity: 6 });
      const pcap = files?.[SNIFFED] === undefined ? null : asPcap(files[SNIFFED], 'server');
      return files === null || pcap === null ? [] : [{ name: sample.name, files, pcap }];
    });

  it.each(share(withWords, 4))(
    '$name: the same offers, wherever the one comes between',
    ({ files, pcap }) => {
      const after = verdicts(analyseWithPcap(files, pcap, (lines) => lines));
      const between = verdicts(analyseWithPcap(files, pcap, (lines) => lines >> 1));
      expect(between).toEqual(after);
    },
  );
});
