import type { Warn } from './warn.js';

/** Of those that say the same of different files. */
const MOST_NAMED = 3;

/** Names the first files of which the same is said, and counts the others: an archive may hold ten thousand pictures. */
export function createAlikeWarnings(warn: Warn) {
  const more = new Map<string, { count: number; last: string }>();
  return {
    of:
      (name: string): Warn =>
      (sentence) => {
        const said = sentence.replace(name, '');
        const { count } = more.get(said) ?? { count: 0 };
        more.set(said, { count: count + 1, last: name });
        if (count < MOST_NAMED) warn(sentence);
      },
    end(): void {
      for (const { count, last } of more.values()) {
        if (count > MOST_NAMED)
          warn(`${count - MOST_NAMED} more are passed over for the same reason, the last of them ${last}`);
      }
    },
  };
}
