import { EVENT_WORDS } from './event-words.js';
import { INPUT_WORDS } from './input-words.js';
import { REPLY_WORDS } from './reply-words.js';
import { VERDICT_WORDS } from './verdict-words.js';
import type { ReportWord } from './word-list.js';

export const vocabulary: readonly ReportWord[] = [
  ...VERDICT_WORDS,
  ...INPUT_WORDS,
  ...EVENT_WORDS,
  ...REPLY_WORDS,
];

/** All that a word of a report can mean, however it is written: `not-captured`, `Not captured`, `exit code 65`. */
export function wordMeanings(text: string): ReportWord[] {
  const wanted = spelled(text);
  return vocabulary.filter(({ word, printed }) => [word, printed].some((one) => spelled(one) === wanted));
}

const spelled = (text: string): string =>
  text
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/^exit (?:code )?/, 'exit ');
