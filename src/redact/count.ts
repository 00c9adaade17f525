import type { Redaction } from './redaction.js';
import type { Replacement } from './pseudonym/pseudonyms.js';

/** How many originals of each kind were replaced. */
export function countsOf(all: readonly Replacement[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, original, pseudonym } of all)
    if (original !== pseudonym) counts[kind] = (counts[kind] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `Replaced: 2 addresses, 1 user.` */
export function replacedInWords({ pseudonyms, shift }: Pick<Redaction, 'pseudonyms' | 'shift'>): string {
  const counts = Object.entries(countsOf(pseudonyms.all()));
  const words = counts.map(([kind, count]) => `${count} ${plural(kind, count)}`);
  const times = shift === 0 ? '' : ' All times are moved by one secret amount.';
  return `Replaced: ${words.length === 0 ? 'nothing' : words.join(', ')}.${times}`;
}

function plural(kind: string, count: number): string {
  if (count === 1) return kind;
  if (kind.endsWith('y')) return `${kind.slice(0, -1)}ies`;
  return kind.endsWith('s') ? `${kind}es` : `${kind}s`;
}
