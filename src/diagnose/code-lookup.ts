import { nearest } from '../likeness.js';
import type { Cause } from './cause.js';
import { causeByCode, causes } from './rules/index.js';

/** The cause of a code, however it is written: `POLICY_DENY`, `policy-deny`, `Policy deny`. */
export function causeOf(code: string): Cause | undefined {
  return causeByCode(spelled(code));
}

/** The codes most similar to one that does not exist, in whatever order its words were remembered. */
export function nearestCodes(code: string, count = 3): string[] {
  const codes = causes.map((cause) => cause.code).sort();
  return nearest(wordsOf(spelled(code)), codes, wordsOf, { least: 0.5, count });
}

const wordsOf = (code: string): string => code.split('_').sort().join('_');

const spelled = (code: string): string =>
  code
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
