import { Ansis } from 'ansis';

import { groupBy } from '../../collections.js';

import type { Entries, Evidence, OfferOutcome, StageState } from '../../document.js';
import { NARROWEST_WIDTH, type PrintOptions } from '../print-options.js';
import { logExcerpt } from './log-excerpt.js';
import { plain } from './sanitize.js';
import { cut, wrap } from './width.js';

export interface Page {
  readonly width: number;
  readonly paint: Ansis;
  /** The name of the file if only one was read: it need not be repeated on every line. */
  readonly only: string | undefined;
  /** The folder of all files, with its slash. Columns leave it out, since a path cut short would hide the file name. */
  readonly folder: string;
  /** Nothing is cut to fit: the text goes to a file or to another program. */
  readonly whole: boolean;
  /** What the line says for people: a word of the control channel, or its own text without its head. */
  readonly saying: (line: Evidence, excerpt: (text: string) => string) => string;
}

/** The options decide on colours. Left to itself, the package `ansis` would ask the environment. */
export function page(options: PrintOptions, files: readonly string[], entries?: Entries): Page {
  return {
    width: Math.max(NARROWEST_WIDTH, options.width),
    paint: new Ansis(options.colour ? 1 : 0),
    only: files.length === 1 ? files[0] : undefined,
    folder: commonFolder(files),
    whole: options.whole === true,
    saying: (line, excerpt) => plain(entries?.saidAt?.(line) ?? excerpt(line.text)),
  };
}

export function colourOf(paint: Ansis, word: OfferOutcome | StageState): Ansis {
  if (word === 'worked' || word === 'seen') return paint.green;
  if (word === 'failed' || word === 'missing') return paint.red;
  return word === 'inconclusive' || word === 'not-captured' ? paint.yellow : paint.dim;
}

export function* heading(on: Page, title: string): Iterable<string> {
  yield '';
  for (const line of wrap(title, on.width, '  ')) yield on.paint.bold(line);
}

export const place = (at: Pick<Evidence, 'file' | 'line'>): string => `${at.file}:${at.line}`;

/** The place for a column. If only one file was read, its name stands in the column's heading. */
export const shortPlace = (on: Page, at: Pick<Evidence, 'file' | 'line'>): string =>
  at.file === on.only ? String(at.line) : placeInFolder(on, at);

const placeInFolder = ({ folder }: Page, { file, line }: Pick<Evidence, 'file' | 'line'>): string =>
  place({ file: file.slice(folder.length), line });

export function commonFolder([first = '', ...others]: readonly string[]): string {
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  return others.every((file) => file.startsWith(folder)) ? folder : '';
}

// A long line would bury the rest of the report. It stands whole in its file and in JSON.
const LONGEST_PROOF_LINES = 4;

/** `file:line  what it says`, wrapped. Lines of one file that say the same stand in one: `flow.log:18, 24, 28`. */
export function* proofs(on: Page, evidence: readonly Evidence[], indent: string): Iterable<string> {
  const said = groupBy(evidence, (line) => `${line.file} ${on.saying(line, logExcerpt)}`);
  for (const same of said.values()) yield* proof(on, same, indent);
}

function* proof(on: Page, same: readonly Evidence[], indent: string): Iterable<string> {
  const [evidence] = same;
  if (evidence === undefined) return;
  const where = [placeInFolder(on, evidence), ...same.slice(1).map(({ line }) => String(line))].join(', ');
  const words = on.saying(evidence, logExcerpt);
  const [first = '', ...more] = wrap(
    `${where} ${on.whole ? words : cut(words, LONGEST_PROOF_LINES * on.width)}`,
    on.width - indent.length - 1,
    '    ',
  );
  // A place wider than the screen has been broken, and can no longer be told apart from the text behind it.
  const whole = first.startsWith(where);
  yield indent + (whole ? `${on.paint.cyan(where)} ${first.slice(where.length)}` : first);
  for (const line of more) yield indent + line;
}
