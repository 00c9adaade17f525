import type { Groups, Message } from './message.js';

/** The entry that a message matches, and the values in it. */
export interface Hit<Head> {
  readonly entry: Message<Head>;
  readonly groups: Groups;
}

const NONE: Groups = {};

/** The first word of a message: ASCII letters, digits and `_` behind leading blanks; '' if there is none. */
export function firstWord(text: string): string {
  let start = 0;
  while (text.charCodeAt(start) === 32) start++;
  let end = start;
  while (isWord(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95
  );
}

/**
 * Returns a function that finds the entry of a message, or null if it is unknown. Only entries with a sample that
 * begins with the message's first word are tried. Their order decides nothing: a test proves on all samples that no
 * message matches two entries.
 */
export function dispatcher<Head>(entries: readonly Message<Head>[]): (text: string) => Hit<Head> | null {
  const byWord = new Map<string, Message<Head>[]>();
  for (const entry of entries) {
    for (const word of new Set(entry.samples.map(firstWord))) {
      const bucket = byWord.get(word);
      if (bucket === undefined) byWord.set(word, [entry]);
      else bucket.push(entry);
    }
  }
  return (text) => {
    for (const entry of byWord.get(firstWord(text)) ?? []) {
      if (entry.event === null) {
        if (entry.pattern.test(text)) return { entry, groups: NONE };
      } else {
        const match = entry.pattern.exec(text);
        if (match !== null) return { entry, groups: match.groups ?? NONE };
      }
    }
    return null;
  };
}
