import { addressesIn } from './find/addresses.js';
import { createVocabulary } from './find/vocabulary.js';
import type { Pseudonyms, Replacement } from './pseudonym/pseudonyms.js';
import { addressText } from './pseudonym/address.js';
import { octetsOf } from './pseudonym/ranges.js';
import { macOctets, macText } from './pseudonym/pseudonyms.js';
import { apart, withReplaced } from '../secrets/span.js';

const SCHEMA = 'fgtrace.map/1';

/** What stands for what, as a file keeps it. */
export function mapText(all: readonly Replacement[]): string {
  const rows = all.filter(({ original, pseudonym }) => original !== pseudonym);
  return `${JSON.stringify({ schema: SCHEMA, replaced: rows }, null, 1)}\n`;
}

/** Null where the text is no map. */
export function readMap(text: string): Replacement[] | null {
  try {
    const { schema, replaced } = JSON.parse(text) as { schema?: unknown; replaced?: unknown };
    return schema === SCHEMA && Array.isArray(replaced) ? (replaced as Replacement[]) : null;
  } catch {
    return null;
  }
}

/** Puts the originals back for the pseudonyms of a map, line by line. */
export function createRestoring(map: readonly Replacement[]): (line: string) => string {
  const back = new Map(map.map(({ original, pseudonym }) => [pseudonym, original]));
  const vocabulary = createVocabulary(true);
  for (const { kind, pseudonym } of map) if (kind !== 'address' && kind !== 'mac') vocabulary.add(pseudonym);
  const pseudonyms: Pseudonyms = {
    address: (canonical) => back.get(canonical) ?? null,
    knows: (pseudonym) => back.has(pseudonym),
    octets: (octets) => octetsOf(back.get(addressText(octets)) ?? addressText(octets)),
    mac: (octets) => {
      const original = back.get(macText(octets));
      return original === undefined ? null : macOctets(original);
    },
    word: (_, original) => back.get(original) ?? original,
    all: () => map,
  };
  return (line) => {
    const words = vocabulary
      .in(line)
      .map(({ from, to }) => ({ from, to, text: back.get(line.slice(from, to)) ?? '' }));
    return withReplaced(line, apart([...words, ...addressesIn(line, pseudonyms)]), ({ text }) => text);
  };
}
