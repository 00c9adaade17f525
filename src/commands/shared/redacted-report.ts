import { join, relative } from 'node:path';

import type { Analysis } from '../../analyze.js';
import type { FoundEvidence } from '../../evidence/smallest-evidence.js';
import type { ReportDocument } from '../../document.js';
import type { Choice, PointInTime } from '../../assemble/choice.js';
import type { Input } from '../../input/input.js';
import type { RunKey } from '../../library/redacted-copy.js';
import { countsOf, replacedInWords } from '../../redact/count.js';
import { readOpened, type ReadOptions } from './read-inputs.js';
import { checkMap, keyOf, writeMap, type KeyFlagValues } from './redact-flags.js';
import type { RedactedCopies } from './redacted-copies.js';

export type Redact = (text: string) => string;

export interface RedactFlagValues extends KeyFlagValues {
  readonly redact: boolean;
  readonly map?: string | undefined;
  /** The key itself, where many runs share one. */
  readonly key?: RunKey;
}

/** Analyses of redacted copies, which are gone when `write` has ended. */
export interface RedactedRun {
  readonly analyses: readonly Analysis[];
  readonly counts: Readonly<Record<string, number>>;
  /** The copies of the first group, under their names. */
  readonly inputs: () => Promise<Input[]>;
  /** Where the copies lie. */
  readonly paths: readonly string[];
  /** Evidence found in the copies, under their names. */
  readonly named: (found: FoundEvidence) => FoundEvidence;
  readonly choice: Choice | undefined;
  /** `Replaced: 3 addresses.` */
  readonly sentence: string;
  /** The pieces, of which none holds an original; fails with 70 if one does. */
  readonly searched: (pieces: Iterable<string>) => string[];
}

/**
 * Redacts the captures, proves it, and hands `tell` the analyses of the copies. `choose` gets what redacts the arguments
 * that name somebody, such as `--host`.
 */
export async function withRedacted(
  groups: readonly (readonly string[])[],
  flags: RedactFlagValues,
  options: ReadOptions,
  choose: (redact: Redact) => Choice | undefined,
  tell: (first: Analysis, run: RedactedRun) => Promise<void>,
): Promise<void> {
  await checkMap(flags.map);
  const { redactedCopies } = await import('./redacted-copies.js');
  const { searchedPieces, proved } = await import('../../library/proof.js');
  const copies = await redactedCopies(groups, flags.key ?? (await keyOf(flags)), options);
  try {
    const { redaction } = copies;
    const whole = await proved(copies, (inputs) => readOpened(inputs, options));
    const choice = movedChoice(choose(redaction.text), redaction.shift);
    const analyses = choice === undefined ? whole : await chosen(copies, options, choice);
    const all = redaction.pseudonyms.all();
    const [first] = analyses;
    if (first === undefined) return;
    const run: RedactedRun = {
      analyses,
      choice,
      inputs: () => copies.copies(0),
      paths: copies.groups.flat().map(({ name }) => join(copies.folder, name)),
      named: (found) => ({
        ...found,
        lines: found.lines.map((line) => ({ ...line, file: relative(copies.folder, line.file) })),
      }),
      sentence: replacedInWords(redaction),
      counts: countsOf(all),
      searched: (pieces) => searchedPieces(pieces, copies),
    };
    await tell(first, run);
    await writeMap(flags.map, redaction);
    options.warn(replacedInWords(redaction));
  } finally {
    copies.remove();
  }
}

async function chosen(copies: RedactedCopies, options: ReadOptions, choice: Choice): Promise<Analysis[]> {
  const analyses: Analysis[] = [];
  for (const group of copies.groups.keys()) {
    const first = await readOpened(await copies.copies(group), { ...options, choice });
    const again = first.choiceToReadAgain();
    analyses.push(
      again === undefined
        ? first
        : await readOpened(await copies.copies(group), { ...options, choice: again }),
    );
  }
  return analyses;
}

/** The flags, naming the host that stands in the copies for the one that was given. */
export function hostsRedacted<F extends { readonly host?: string[] | undefined }>(
  flags: F,
  redact?: Redact,
): F {
  const { host } = flags;
  return redact === undefined || host === undefined ? flags : { ...flags, host: host.map(redact) };
}

const DAY_MICROS = 86_400e6;

/** The times of a choice as the copies have them. */
function movedChoice(choice: Choice | undefined, seconds: number): Choice | undefined {
  if (choice === undefined || seconds === 0) return choice;
  const micros = seconds * 1e6;
  const move = (time: PointInTime): PointInTime => {
    if ('at' in time) return { at: time.at + micros };
    return 'ofDay' in time ? { ofDay: (time.ofDay + micros) % DAY_MICROS } : time;
  };
  const { since, until } = choice;
  return { ...choice, ...(since && { since: move(since) }), ...(until && { until: move(until) }) };
}

/** The document, telling how many originals of each kind were replaced in it. */
export function withCounts(document: ReportDocument, run: RedactedRun | undefined): ReportDocument {
  return run === undefined ? document : { ...document, redacted: run.counts };
}
