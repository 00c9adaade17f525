import { addressesIn } from './find/addresses.js';
import { isOrdinary } from './find/shipped.js';
import { createLineFinder } from './line.js';
import { createDumpLines } from './packet/hex-dumps.js';
import type { Pseudonyms, Replacement } from './pseudonym/pseudonyms.js';
import { isWordPseudonym, isSerialPseudonym } from './pseudonym/word.js';
import { createVocabulary } from './find/vocabulary.js';
import { DROPPED } from '../secrets/setting.js';
import { addressText } from './pseudonym/address.js';
import { macText } from './pseudonym/pseudonyms.js';

export interface Suspicion {
  readonly what: string;
  readonly column: number;
}

/** Looks at the lines of one input in their order. What a hex dump says is told where the dump has ended. */
export interface InputCheck {
  readonly line: (text: string) => readonly Suspicion[];
  readonly end: () => readonly Suspicion[];
}

/**
 * What in the lines of an input looks like a secret or a name, and with a map each original that it knows. Without one
 * nobody can tell an address from a pseudonym, so these are only looked for with it.
 */
export function createCheck(map: readonly Replacement[] | null): InputCheck {
  const look = createLook(map);
  let said: Suspicion[] = [];
  const dumps = createDumpLines({
    pseudonyms: noting(new Set()),
    payload({ bytes }) {
      said.push(...printable(bytes).flatMap(look));
      return null;
    },
  });
  const taken = (): readonly Suspicion[] => {
    const ready = said;
    said = [];
    return ready.map((one) => ({ ...one, column: 1 }));
  };
  return {
    line(text) {
      const found: Suspicion[] = [];
      dumps.take(text, () => {
        found.push(...look(text));
        return text;
      });
      return [...taken(), ...found];
    },
    end() {
      dumps.end();
      return taken();
    },
  };
}

/** The lines of what a packet says, if it says something that can be read. */
export function printable(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  return /^[\x20-\x7e\r\n\t]+$/.test(text) ? text.split(/\r?\n/) : [];
}

function createLook(map: readonly Replacement[] | null): (line: string) => Suspicion[] {
  const find = createLineFinder();
  const originals = new Set(map?.map(({ original }) => original));
  const known = createVocabulary();
  for (const { kind, original } of map ?? []) if (kind !== 'address' && kind !== 'mac') known.add(original);
  return (line) => {
    const { secrets, names } = find(line);
    const found = secrets
      .filter(({ from, to }) => !isDropped(line.slice(from, to)))
      .map(({ from }) => ({ what: 'secret', column: from + 1 }));
    for (const { kind, value, from } of names)
      if (!isPseudonym(kind, value)) found.push({ what: kind, column: from + 1 });
    for (const { from } of known.in(line)) found.push({ what: 'name', column: from + 1 });
    for (const { from } of addressesIn(line, noting(originals)))
      found.push({ what: 'address', column: from + 1 });
    return found.sort((one, other) => one.column - other.column);
  };
}

function isDropped(secret: string): boolean {
  return secret.replace(/["'\s]/g, '') === '' || secret.includes(DROPPED) || /^x+$/.test(secret.trim());
}

function isPseudonym(kind: string, value: string): boolean {
  if (kind === 'uuid') return true;
  if (kind === 'serial') return isSerialPseudonym(value);
  const parts = value.split(/[/\\.@?&=#;]+/).filter((part) => part !== '');
  return parts.every(
    (part) =>
      part.length < 3 ||
      isOrdinary(part) ||
      /^\d+$/.test(part) ||
      isWordPseudonym(part) ||
      KNOWN_PART.test(part),
  );
}

/** What a pseudonym of a host or a file keeps: ends that say what it is. */
const KNOWN_PART =
  /^(?:www|com|net|org|gov|edu|info|local|lan|corp|txt|log|csv|xml|json|pdf|zip|gz|conf|cfg|dat|bak|[a-z]{2,4}\d?)$/i;

/** Stands in for pseudonyms: answers something for originals, and for MAC addresses that show their vendor. */
function noting(originals: ReadonlySet<string>): Pseudonyms {
  return {
    address: (canonical) => (originals.has(canonical) ? canonical : null),
    knows: (original) => originals.has(original),
    octets: (octets) => (originals.has(addressText(octets)) ? octets.map((octet) => ~octet) : octets),
    mac: (octets) => (isOurs(octets) && !originals.has(macText(octets)) ? null : octets),
    word: (_, original) => original,
    all: () => [],
  };
}

/** Locally administered, broadcast or none. */
function isOurs(octets: Uint8Array): boolean {
  return ((octets[0] ?? 0) & 3) !== 0 || octets.subarray(0, 5).every((octet) => octet === 0);
}
