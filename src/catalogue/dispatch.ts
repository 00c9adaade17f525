import type { Groups, Message } from './message.js';

export interface Hit<Head> {
  readonly entry: Message<Head>;
  readonly groups: Groups;
}

const NONE: Groups = {};

/**
 * The first word of a message: letters, digits and `_` after leading blanks (`Find`, `VIP`, `npu_state`).
 */
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
 * Finds the entry of a message. The samples of an entry tell which first words it may have, so that a line tries only
 * the few patterns that share its word; a message of another first word is unknown. No two entries match one message,
 * which a test proves on all samples, so the order of entries decides nothing.
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
