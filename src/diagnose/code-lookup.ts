import type { Cause } from './cause.js';
import { causeByCode, causes } from './rules/index.js';

/** The cause of a code, however it is written: `POLICY_DENY`, `policy-deny`, `Policy deny`. */
export function causeOf(code: string): Cause | undefined {
  return causeByCode(spelled(code));
}

/** The codes most similar to one that does not exist, by the pairs of letters that they share. */
export function nearestCodes(code: string, count = 3): string[] {
  const wanted = pairs(spelled(code));
  return causes
    .map((cause) => ({ code: cause.code, likeness: likeness(wanted, pairs(cause.code)) }))
    .filter((one) => one.likeness >= 0.4)
    .sort((a, b) => b.likeness - a.likeness || (a.code < b.code ? -1 : 1))
    .slice(0, count)
    .map((one) => one.code);
}

const spelled = (code: string): string =>
  code
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');

const pairs = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));

/** The Dice coefficient: 1 for the same pairs, 0 for none in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / Math.max(1, a.size + b.size);
}
