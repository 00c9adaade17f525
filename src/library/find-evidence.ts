import { type AnalyzeOptions, createAnalysis, type InputSink } from '../analyze.js';
import { memoryStore } from '../correlate/fold/evidence-store.js';
import type { ReportDocument } from '../document.js';
import { citedLines, timelineLines } from '../evidence/cited-lines.js';
import { withSections } from '../evidence/evidence-sections.js';
import { EVIDENCE_MARK, evidenceLines } from '../evidence/evidence-text.js';
import { withMaskedDumps } from '../evidence/masked-dumps.js';
import { type FoundEvidence, smallestEvidence } from '../evidence/smallest-evidence.js';
import type { SourceLine } from '../evidence/source-line.js';
import { EXIT, Failure } from '../failure.js';
import type { Input } from '../input/input.js';
import { hexRowOf } from '../parsers/repair/hex-row.js';
import { withSettledRows } from '../report/sections/rows.js';
import { createLineCopies } from './line-copies.js';

/** Characters of captures that are held; of larger ones only what is near a cited line. */
const MOST_HELD = 32 * 1024 * 1024;
/** Lines, a power of two: in so many before and behind a cited one may be what it needs. */
const NEAR = 128;

export interface Evidenced {
  readonly document: ReportDocument;
  readonly found: FoundEvidence;
}

/** How captures are read, for their evidence to be found. */
export interface EvidenceSearch {
  /** Reads them all. `through` sees what goes in, and all that is to be cited has to be told. */
  readonly report: (through: Through) => Promise<ReportDocument>;
  /** Opens them once more. */
  readonly reopen: () => Promise<readonly Input[]>;
  readonly offsets: AnalyzeOptions['offsets'];
}

type Through = (file: string, sink: InputSink) => InputSink;

/** The report on captures, and the fewest lines of them that come to the same when they are read again alone. */
export async function findEvidence({ report, reopen, offsets }: EvidenceSearch): Promise<Evidenced> {
  const copies = createLineCopies(() => true, MOST_HELD);
  const document = withSettledRows(await report(copies.of));
  const pool = withMaskedDumps(copies.lines() ?? (await linesNearCited(reopen, document)));
  const judge = judgeAlone(offsets);
  const found = smallestEvidence({ document, pool, judge, goesOn: (text) => hexRowOf(text) !== null });
  if (found === undefined) throw noEvidence();
  return { document, found };
}

/** Judges lines as `fgtrace analyze -` would if they were printed. */
function judgeAlone(offsets: AnalyzeOptions['offsets']): (lines: readonly SourceLine[]) => ReportDocument {
  return (lines) => {
    const analysis = createAnalysis({ store: memoryStore(), offsets, detail: Infinity });
    const sink = withSections(analysis.begin)('-');
    sink.line(EVIDENCE_MARK);
    for (const text of evidenceLines(lines)) sink.line(text);
    sink.end();
    return withSettledRows(analysis.report());
  };
}

async function linesNearCited(
  reopen: EvidenceSearch['reopen'],
  document: ReportDocument,
): Promise<SourceLine[]> {
  const near = new Set<string>();
  for (const place of [...citedLines(document), ...timelineLines(document), ...endsOf(document)]) {
    const blank = place.indexOf(' ');
    const part = Math.floor(Number(place.slice(0, blank)) / NEAR);
    for (const one of [part - 1, part, part + 1]) near.add(`${one}${place.slice(blank)}`);
  }
  const copies = createLineCopies((file, line) => near.has(`${Math.floor(line / NEAR)} ${file}`));
  const begin = withSections((file) => copies.of(file, NOBODY));
  for (const input of await reopen()) await input.read(begin(input.name));
  return copies.lines() ?? [];
}

const endsOf = ({ sources }: ReportDocument): string[] =>
  sources.flatMap(({ file, lines }) => [`1 ${file}`, `${lines} ${file}`]);

const NOBODY: InputSink = {
  line: () => undefined,
  quick: () => 0,
  event: () => undefined,
  damaged: () => undefined,
  reached: () => 0,
  end: () => undefined,
};

function noEvidence(): Failure {
  return new Failure(
    'FGT_EVIDENCE',
    EXIT.bug,
    'No part of the captures that can be printed comes to the same verdicts',
    ['Attach the captures themselves, and please report it.'],
  );
}
