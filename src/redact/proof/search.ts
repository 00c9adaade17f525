import { address } from '../../net.js';
import type { Redaction } from '../redaction.js';

export interface Leak {
  /** Of what stands there, never the original itself. */
  readonly kind: string;
  readonly column: number;
}

/**
 * Looks in a text for originals, by other means than those that replaced them: any run of digits and dots that holds an
 * address, any word that is a name. What is another one's pseudonym is no leak. `isOwnWord`: whoever wrote the text may
 * use the word without meaning the name.
 */
export function createLeakSearch(
  { pseudonyms, vocabulary }: Redaction,
  isOwnWord: (word: string) => boolean = () => false,
): (text: string) => Leak | null {
  const all = pseudonyms.all();
  const given = new Set(all.map(({ pseudonym }) => pseudonym));
  const originals = new Map(
    all
      .filter(({ original, pseudonym }) => original !== pseudonym && !given.has(original))
      .map((one) => [one.original, one.kind]),
  );
  return (text) => {
    for (const { 0: run, index } of text.matchAll(/\d[\d.]{5,}\d/g)) {
      const parts = run.split('.');
      const found = windows(parts, 4).find((quad) => originals.has(quad.join('.')));
      if (found !== undefined) return { kind: 'address', column: index + 1 };
    }
    for (const { 0: run, index } of text.matchAll(/\d[\d, ]{5,}\d/g)) {
      const found = windows(run.split(/, ?/), 6).find((six) => originals.has(six.slice(0, 4).join('.')));
      if (found !== undefined) return { kind: 'address', column: index + 1 };
    }
    for (const { 0: run, index } of text.matchAll(/(?<![\da-f])[\da-f]*:[\da-f:.]{2,}/gi)) {
      const kind = originals.get(run.toLowerCase()) ?? originals.get(address(run) ?? '');
      if (kind !== undefined) return { kind, column: index + 1 };
    }
    const [word] = vocabulary.in(text).filter(({ from, to }) => {
      const found = text.slice(from, to);
      return originals.has(found) && !isOwnWord(found);
    });
    if (word === undefined) return null;
    return { kind: originals.get(text.slice(word.from, word.to)) ?? 'name', column: word.from + 1 };
  };
}

function windows(parts: readonly string[], size: number): string[][] {
  return parts.slice(size - 1).map((_, at) => parts.slice(at, at + size));
}
