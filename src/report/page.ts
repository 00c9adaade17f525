import { Ansis } from 'ansis';

import type { Evidence, OfferOutcome, StageState } from '../diagnose/document.js';
import { gist } from './gist.js';
import { wrap } from './width.js';

/** `width`: columns of the screen; `detail`: how many offers are shown in full, the others get one line each. */
export interface Options {
  readonly width: number;
  readonly colour: boolean;
  readonly detail: number;
}

export interface Page {
  readonly width: number;
  readonly paint: Ansis;
}

/** The level is ours to say: the package would ask the environment, which is the command's business. */
export function page(options: Options): Page {
  return { width: Math.max(40, options.width), paint: new Ansis(options.colour ? 1 : 0) };
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

/** `file:line  what it says`, wrapped. */
export function* proof(on: Page, evidence: Evidence, indent: string): Iterable<string> {
  const where = place(evidence);
  const [first = '', ...more] = wrap(`${where} ${gist(evidence.text)}`, on.width - indent.length - 1, '    ');
  // A place that is itself wider than the screen was broken, and cannot be told apart from what follows it.
  const whole = first.startsWith(where);
  yield indent + (whole ? `${on.paint.cyan(where)} ${first.slice(where.length)}` : first);
  for (const line of more) yield indent + line;
}
