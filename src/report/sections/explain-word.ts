import { wrap } from '../text/width.js';
import type { ReportWord } from '../words/word-list.js';

/** What a word of a report means, in each place where it can stand. */
export function* explainedWord(all: readonly ReportWord[], width: number): Iterable<string> {
  for (const [at, { word, printed, where, means }] of all.entries()) {
    const other = /^\d/.test(word) || printed.toLowerCase() === word.toLowerCase() ? '' : `, in JSON ${word}`;
    yield `${at === 0 ? '' : '\n'}${printed}: ${where}${other}\n`;
    for (const line of wrap(means, width - 2)) yield `  ${line}\n`;
  }
}
