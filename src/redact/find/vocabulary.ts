import type { TextSpan } from '../../secrets/span.js';
import { isOrdinary } from './shipped.js';

/** Words that stand for a name wherever they stand. */
export interface Vocabulary {
  readonly add: (name: string) => void;
  readonly in: (text: string) => TextSpan[];
}

/** What may part a name from what stands beside it. */
const WORD = /[\p{L}\d_](?:[\p{L}\d_.@+:~$-]*[\p{L}\d_])?/gu;
const PARTS = /[.@+:~$_-]/;
/** A word of more parts is no name, but a line of something else. */
const MOST_PARTS = 24;

/** `every`: also what is short, or an ordinary word. */
export function createVocabulary(every = false): Vocabulary {
  const names = new Set<string>();
  /** Names that hold a blank or begin with a sign, by their first word. */
  const longer = new Map<string, string[]>();
  return {
    add(name) {
      if (!every && (name.length < 3 || isOrdinary(name) || !/\p{L}/u.test(name))) return;
      const first = new RegExp(WORD.source, 'u').exec(name)?.[0];
      if (first === undefined || first === name) names.add(name);
      else if (longer.get(first)?.includes(name) !== true)
        longer.set(
          first,
          [...(longer.get(first) ?? []), name].sort((a, b) => b.length - a.length),
        );
    },
    in(text) {
      if (names.size === 0 && longer.size === 0) return [];
      return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => [
        ...longerAt(text, word, index),
        ...within(word, index),
      ]);
    },
  };

  function longerAt(text: string, word: string, at: number): TextSpan[] {
    for (const name of longer.get(word) ?? []) {
      const from = text.lastIndexOf(name, at);
      const end = from + name.length;
      if (from >= 0 && end > at && !/^[\p{L}\d_]/u.test(text.slice(end, end + 1))) return [{ from, to: end }];
    }
    return [];
  }

  /** The name in a word that begins and ends where its parts do, the longest first. */
  function within(word: string, at: number): TextSpan[] {
    if (names.has(word)) return [{ from: at, to: at + word.length }];
    if (!PARTS.test(word)) return [];
    const starts = [0];
    for (let place = 0; place < word.length; place++)
      if (PARTS.test(word[place] ?? '')) starts.push(place + 1);
    const ends = [...starts.slice(1).map((start) => start - 1), word.length];
    if (starts.length > MOST_PARTS) return [];
    const found: TextSpan[] = [];
    for (let from = 0; from < starts.length; from++) {
      const to = ends.findLastIndex((end, nth) => nth >= from && names.has(word.slice(starts[from], end)));
      if (to < 0) continue;
      found.push({ from: at + (starts[from] ?? 0), to: at + (ends[to] ?? 0) });
      from = to;
    }
    return found;
  }
}
