import { addressesIn } from './find/addresses.js';
import { createVocabulary } from './find/vocabulary.js';
import type { Pseudonyms, Replacement } from './pseudonym/pseudonyms.js';
import { addressText } from './pseudonym/address.js';
import { octetsOf } from './pseudonym/ranges.js';
import { macOctets, macText } from './pseudonym/pseudonyms.js';
import type { Redaction } from './redaction.js';
import { withTimesMoved } from './time/printed-times.js';
import { apart, withReplaced } from '../secrets/span.js';

const SCHEMA = 'fgtrace.map/1';

/** What stands for what, and by how many seconds times were moved. */
export interface RedactionMap {
  readonly replaced: readonly Replacement[];
  readonly shift: number;
}

/** As a file keeps it. */
export function mapText({ pseudonyms, shift }: Pick<Redaction, 'pseudonyms' | 'shift'>): string {
  const replaced = pseudonyms.all().filter(({ original, pseudonym }) => original !== pseudonym);
  return `${JSON.stringify({ schema: SCHEMA, ...(shift !== 0 && { shift }), replaced }, null, 1)}\n`;
}

/** Null where the text is no map. */
export function readMap(text: string): RedactionMap | null {
  try {
    const { schema, replaced, shift = 0 } = JSON.parse(text) as Partial<Record<string, unknown>>;
    const isMap = schema === SCHEMA && Array.isArray(replaced) && typeof shift === 'number';
    return isMap ? { replaced: replaced as Replacement[], shift } : null;
  } catch {
    return null;
  }
}

/** Puts the originals back for the pseudonyms of a map, line by line. */
export function createRestoring({ replaced, shift }: RedactionMap): (line: string) => string {
  const back = new Map(replaced.map(({ original, pseudonym }) => [pseudonym, original]));
  const vocabulary = createVocabulary(true);
  for (const { kind, pseudonym } of replaced)
    if (kind !== 'address' && kind !== 'mac') vocabulary.add(pseudonym);
  const pseudonyms: Pseudonyms = {
    address: (canonical) => back.get(canonical) ?? null,
    knows: (pseudonym) => back.has(pseudonym),
    octets: (octets) => octetsOf(back.get(addressText(octets)) ?? addressText(octets)),
    mac: (octets) => {
      const original = back.get(macText(octets));
      return original === undefined ? null : macOctets(original);
    },
    word: (_, original) => back.get(original) ?? original,
    all: () => replaced,
  };
  return (line) => {
    const words = vocabulary
      .in(line)
      .map(({ from, to }) => ({ from, to, text: back.get(line.slice(from, to)) ?? '' }));
    const named = withReplaced(line, apart([...words, ...addressesIn(line, pseudonyms)]), ({ text }) => text);
    return withTimesMoved(named, -shift);
  };
}
