import type { PrintOptions } from '../print-options.js';
import { plain } from '../text/sanitize.js';
import { cut } from '../text/width.js';

/** The lines of one input that no parser claimed, grouped by shape. */
export interface Unclaimed {
  readonly file: string;
  readonly shapes: readonly {
    readonly count: number;
    readonly firstLine: number;
    readonly example: string;
  }[];
}

/** The unclaimed shapes: how often, where first, and a sample. */
export function* unrecognised(inputs: readonly Unclaimed[], { width }: PrintOptions): Iterable<string> {
  const some = inputs.filter(({ shapes }) => shapes.length > 0);
  if (some.length === 0) yield 'Every line was recognised.\n';
  for (const { file, shapes } of some) {
    for (const { count, firstLine, example } of shapes) {
      const place = `${String(count).padStart(6)}x  ${plain(file)}:${firstLine}  `;
      yield `${cut(place + plain(example), width)}\n`;
    }
  }
}
