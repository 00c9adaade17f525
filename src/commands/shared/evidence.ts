import { type AnalyzeOptions, createAnalysis, type InputSink } from '../../analyze.js';
import { memoryStore } from '../../correlate/fold/evidence-store.js';
import type { ReportDocument } from '../../document.js';
import { citedLines, timelineLines } from '../../evidence/cited-lines.js';
import { withSections } from '../../evidence/evidence-sections.js';
import { EVIDENCE_MARK, evidenceLines } from '../../evidence/evidence-text.js';
import { withMaskedDumps } from '../../evidence/masked-dumps.js';
import { type FoundEvidence, smallestEvidence } from '../../evidence/smallest-evidence.js';
import type { SourceLine } from '../../evidence/source-line.js';
import { EXIT, Failure } from '../../failure.js';
import { openInputs } from '../../input/open.js';
import { hexRowOf } from '../../parsers/repair/hex-row.js';
import { withSettledRows } from '../../report/sections/rows.js';
import { chosenReport } from './chosen-report.js';
import { createLineCopies } from './line-copies.js';
import { onlyOnce, readAll, type ReadOptions } from './read-inputs.js';

/** Characters of captures that are held; of larger ones only what is near a cited line. */
const MOST_HELD = 32 * 1024 * 1024;
/** Lines, a power of two: in so many before and behind a cited one may be what it needs. */
const NEAR = 128;

export interface Evidenced {
  readonly document: ReportDocument;
  readonly found: FoundEvidence;
}

/** The report on captures, and the fewest lines of them that come to the same when they are read again alone. */
export async function evidenceOf(names: readonly string[], options: ReadOptions): Promise<Evidenced> {
  const copies = createLineCopies(() => true, MOST_HELD);
  const analysis = await readAll(names, { ...options, detail: Infinity, through: copies.of });
  const document = withSettledRows(await chosenReport(analysis, undefined, options.warn));
  const pool = withMaskedDumps(copies.lines() ?? (await linesNearCited(names, document)));
  const judge = judgeAlone(options.offsets ?? new Map());
  const found = smallestEvidence({ document, pool, judge, goesOn: (text) => hexRowOf(text) !== null });
  if (found === undefined) throw noEvidence();
  if (!found.isMinimal) options.warn('The evidence is not minimal: there were too many lines to try each');
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

async function linesNearCited(names: readonly string[], document: ReportDocument): Promise<SourceLine[]> {
  const near = new Set<string>();
  for (const place of [...citedLines(document), ...timelineLines(document), ...endsOf(document)]) {
    const blank = place.indexOf(' ');
    const part = Math.floor(Number(place.slice(0, blank)) / NEAR);
    for (const one of [part - 1, part, part + 1]) near.add(`${one}${place.slice(blank)}`);
  }
  const copies = createLineCopies((file, line) => near.has(`${Math.floor(line / NEAR)} ${file}`));
  const begin = withSections((file) => copies.of(file, NOBODY));
  const inputs = await openInputs(names);
  if (inputs.some(({ size }) => size === undefined)) throw onlyOnce('The evidence cannot be found');
  for (const input of inputs) await input.read(begin(input.name));
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
