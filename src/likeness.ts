import { distance } from 'fastest-levenshtein';

/** 1 for the same text, 0 for nothing in common: the share of the longer one that need not be changed. */
function likeness(a: string, b: string): number {
  return 1 - distance(a, b) / Math.max(1, a.length, b.length);
}

interface Wanted {
  /** How like the text a candidate has to be. */
  readonly least: number;
  readonly count: number;
}

/** The candidates most like the text, the best first; those alike in the order in which they were given. */
export function nearest<T>(
  text: string,
  candidates: Iterable<T>,
  spelled: (one: T) => string,
  { least, count }: Wanted,
): T[] {
  return [...candidates]
    .map((one) => ({ one, alike: likeness(text, spelled(one)) }))
    .filter(({ alike }) => alike >= least)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, count)
    .map(({ one }) => one);
}

/** What was probably meant by a name that does not exist: a command, a flag, a value. */
export function meant(typed: string, known: Iterable<string>): string | undefined {
  const [best] = nearest(typed.toLowerCase(), [...known].sort(), (one) => one, { least: 0.5, count: 1 });
  return best;
}
