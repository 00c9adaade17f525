import type { Analysis } from '../analyze.js';
import type { Choice } from '../assemble/choice.js';
import type { ReportDocument } from '../document.js';
import type { Source } from '../events/record.js';
import type { Input } from '../input/input.js';
import { openAll } from '../input/open-bytes.js';
import { withSettledRows } from '../report/sections/rows.js';
import { type CaptureFile, captureBytes } from './capture-file.js';
import { nothingRecognised } from './nothing-recognised.js';
import { readCaptures, type Reading } from './read-captures.js';
import { NO_END, onlyOnce } from './read-once.js';
import { VERSION } from './version.js';

export interface AnalyzeSettings {
  /** How many offers, and how many control sessions, are told in full. By default 1,000. */
  readonly detail?: number;
  /** By how many seconds the stamps of a source are ahead of the unit's clock, where that is known. */
  readonly offsets?: Partial<Readonly<Record<Source, number>>>;
  /** Seconds of log time after which a quiet session counts as over. By default ten minutes. */
  readonly window?: number;
  /** What is to be told; without it, everything. */
  readonly choice?: Choice;
  /** Gets how many bytes were read so far. */
  readonly progress?: (bytes: number) => void;
  /** Gets a sentence for what was passed over. */
  readonly warn?: (sentence: string) => void;
  /** Ends the reading: the promise is then rejected with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * The report on captures of one incident, in any order and mixture. Memory holds what is cited, not what is read; the
 * captures themselves may be larger. Rejects with a Failure: `FGT_NOTHING_RECOGNISED` where no line and no packet was
 * recognised, `FGT_KIND` where something is of a kind that cannot be read.
 */
export async function analyze(
  captures: Iterable<CaptureFile>,
  settings: AnalyzeSettings = {},
): Promise<ReportDocument> {
  const sources = [...captures].map(captureBytes);
  const names = sources.map(({ name }) => name);
  const warn = settings.warn ?? (() => undefined);
  const open = (): Promise<Input[]> => openAll(sources, warn);
  const analysis = await readWith(await open(), settings);
  if (!analysis.recognised()) throw nothingRecognised(names, analysis.summaries());
  const choice = analysis.choiceToReadAgain();
  if (choice === undefined) return withSettledRows(analysis.report());
  if (sources.some(({ size }) => size === undefined))
    throw onlyOnce(NO_END, 'stream', 'Give the capture as bytes or as a Blob, or times with their date.');
  return withSettledRows((await readWith(await open(), { ...settings, choice })).report());
}

/** Reads opened inputs as the settings ask for. `through` sees what goes in. */
export function readWith(
  inputs: readonly Input[],
  { detail, offsets, window, choice, progress, signal }: AnalyzeSettings,
  through?: Reading['through'],
): Promise<Analysis> {
  return readCaptures(inputs, {
    ...{ detail, choice, progress, signal, through, version: VERSION },
    offsets: new Map(microsOf(offsets)),
    window: window === undefined ? undefined : window * 1e6,
  });
}

export const microsOf = (offsets: AnalyzeSettings['offsets'] = {}): [Source, number][] =>
  Object.entries(offsets).map(([source, seconds]) => [source as Source, seconds * 1e6]);
