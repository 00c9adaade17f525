import type { ReportDocument } from '../document.js';
import type { Source } from '../events/record.js';
import { evidenceText } from '../evidence/evidence-text.js';
import { openAll } from '../input/open-bytes.js';
import type { Input } from '../input/input.js';
import { type AnalyzeSettings, microsOf, readWith } from './analyze.js';
import { type CaptureFile, captureBytes } from './capture-file.js';
import { findEvidence } from './find-evidence.js';
import { nothingRecognised } from './nothing-recognised.js';
import { NO_EVIDENCE, onlyOnce } from './read-once.js';

export interface FewestLines {
  /** The lines as `fgtrace analyze --evidence` prints them, in pieces. */
  readonly text: Iterable<string>;
  /** False where there were too many lines to try each: some of them may be superfluous. */
  readonly isMinimal: boolean;
  readonly report: ReportDocument;
}

/** The fewest lines of the captures that come to the same verdicts and codes when they are analysed alone. */
export async function evidence(
  captures: Iterable<CaptureFile>,
  settings: AnalyzeSettings = {},
): Promise<FewestLines> {
  const sources = [...captures].map(captureBytes);
  const open = (): Promise<Input[]> => openAll(sources, settings.warn ?? (() => undefined));
  const { document, found } = await findEvidence({
    async report(through) {
      const analysis = await readWith(await open(), { ...settings, detail: Infinity }, through);
      if (!analysis.recognised())
        throw nothingRecognised(
          sources.map(({ name }) => name),
          analysis.summaries(),
        );
      return analysis.report();
    },
    async reopen() {
      if (sources.some(({ size }) => size === undefined))
        throw onlyOnce(NO_EVIDENCE, 'stream', 'Give the capture as bytes or as a Blob.');
      return open();
    },
    offsets: new Map<Source, number>(microsOf(settings.offsets)),
  });
  return { text: evidenceText(found), isMinimal: found.isMinimal, report: document };
}
