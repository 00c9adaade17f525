/**
 * A copy that pins nothing: a slice of an input line would keep its whole chunk of 64 KiB alive. Joined, because every
 * other way to a copy leaves a slice, or a pair of them, that takes 32 bytes more.
 */
export function own(text: string): string {
  return [text.slice(0, 1), text.slice(1)].join('');
}

/** How many different words are shared at once; then the table begins anew. */
const SHARED_WORDS = 4096;
/** A word longer than this does not come again and again. */
const LONGEST_SHARED_WORD = 64;
let words = new Map<string, string>();
let lastLong = { text: '', copy: '' };

/** The same for a word that many lines have (names, ids, addresses): one copy serves them all. */
export function shared(text: string): string {
  if (text.length > LONGEST_SHARED_WORD) {
    // One line may hold thousands of settings, each of which cites the whole line.
    if (text !== lastLong.text) lastLong = { text, copy: own(text) };
    return lastLong.copy;
  }
  const known = words.get(text);
  if (known !== undefined) return known;
  if (words.size >= SHARED_WORDS) words = new Map();
  const copy = own(text);
  words.set(copy, copy);
  return copy;
}
