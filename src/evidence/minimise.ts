/** What is left, and whether each single one of it was shown to be needed. */
export interface Minimised<T> {
  readonly items: readonly T[];
  readonly isMinimal: boolean;
}

/**
 * Takes out whatever can go while `holds` stays true, in ever smaller pieces (delta debugging), the last ones first: of
 * repeats the first stays. At the end single items are tried until none can go: what became needless when another one
 * went is found too. `mayGoOn` ends it early.
 */
export function minimise<T>(
  all: readonly T[],
  holds: (items: readonly T[]) => boolean,
  mayGoOn: () => boolean,
): Minimised<T> {
  let items = all;
  let size = Math.max(1, Math.ceil(items.length / 2));
  for (;;) {
    const before = items.length;
    for (let end = items.length; end > 0; end -= size) {
      if (!mayGoOn()) return { items, isMinimal: false };
      const fewer = [...items.slice(0, Math.max(0, end - size)), ...items.slice(end)];
      if (holds(fewer)) items = fewer;
    }
    if (size === 1 && items.length === before) return { items, isMinimal: true };
    size = Math.max(1, Math.floor(size / 2));
  }
}
