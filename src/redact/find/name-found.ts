import { groupSpan, type TextSpan } from '../../secrets/span.js';
import type { NameKind } from '../pseudonym/pseudonyms.js';

/** A place in a text where a name stands, found by what stands around it. */
export interface NameFound extends TextSpan {
  readonly kind: NameKind | 'serial' | 'uuid';
  readonly value: string;
}

/** What the group `name` of each match holds, of an expression with the flag `g`. */
export function namedBy(text: string, pattern: RegExp, kind: NameFound['kind']): NameFound[] {
  const found: NameFound[] = [];
  addNamed(found, text, pattern, kind);
  return found;
}

/** Dozens of expressions look at each line: one list for all, and none is copied as matchAll does. */
export function addNamed(found: NameFound[], text: string, pattern: RegExp, kind: NameFound['kind']): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { from, to } = groupSpan(match, 'name');
    if (to > from) found.push({ from, to, kind, value: text.slice(from, to) });
    if (match[0] === '') pattern.lastIndex += 1;
  }
}

/** Its group `name` is a name of this kind. */
export type NamePattern = readonly [kind: NameFound['kind'], pattern: RegExp];
