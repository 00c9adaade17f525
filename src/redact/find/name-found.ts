import { groupSpan, type TextSpan } from '../../secrets/span.js';
import type { NameKind } from '../pseudonym/pseudonyms.js';

/** A place in a text where a name stands, found by what stands around it. */
export interface NameFound extends TextSpan {
  readonly kind: NameKind | 'serial' | 'uuid';
  readonly value: string;
}

/** What the group `name` of each match holds. */
export function namedBy(text: string, pattern: RegExp, kind: NameFound['kind']): NameFound[] {
  // Most lines name nobody: to ask first costs a third of what matchAll costs, which copies the expression.
  if (text.search(pattern) < 0) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { from, to } = groupSpan(match, 'name');
    const value = text.slice(from, to);
    return value === '' ? [] : [{ from, to, kind, value }];
  });
}

/** Its group `name` is a name of this kind. */
export type NamePattern = readonly [kind: NameFound['kind'], pattern: RegExp];
