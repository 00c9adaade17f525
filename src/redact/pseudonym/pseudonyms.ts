import { redactionKey } from '../key.js';
import { addressText, createReaddress, type AddressNeeds } from './address.js';
import { isKeptAddress, octetsOf } from './ranges.js';
import { isKeptMac, macPseudonym, serialPseudonym, wordPseudonym } from './word.js';

export const NAME_KINDS = [
  ...['user', 'file', 'host', 'policy', 'vip', 'object', 'interface', 'zone', 'vdom'],
  ...['certificate', 'group', 'profile', 'name', 'word'],
] as const;
export type NameKind = (typeof NAME_KINDS)[number];
export type ReplacedKind = NameKind | 'address' | 'mac' | 'serial' | 'uuid';

export interface Replacement {
  readonly kind: ReplacedKind;
  readonly original: string;
  readonly pseudonym: string;
}

/** What stands for what. The same original gets the same pseudonym each time, and each one is remembered. */
export interface Pseudonyms {
  /** Null where the address is kept. */
  readonly address: (canonical: string) => string | null;
  readonly octets: (octets: Uint8Array) => Uint8Array;
  /** Whether this address, as it is called, stood somewhere before: then other ways of writing it mean it, too. */
  readonly knows: (original: string) => boolean;
  readonly mac: (octets: Uint8Array) => Uint8Array | null;
  readonly word: (kind: NameKind | 'serial' | 'uuid', original: string) => string;
  readonly all: () => readonly Replacement[];
}

/** They also stand in the bytes of packets, whose length must stay. */
const AS_LONG: ReadonlySet<NameKind> = new Set(['user', 'file', 'host', 'word']);
/** Of the others: enough for a short word and six letters. */
const SHORT: Readonly<Partial<Record<NameKind, string>>> = {
  interface: 'if',
  certificate: 'cert',
  object: 'addr',
};

/** Of a word of one letter there are few others. */
const MOST_TURNS = 50;

/** `taken`: words that no pseudonym may be, as far as they are known beforehand. */
export function createPseudonyms(
  secret: Buffer,
  needs: AddressNeeds,
  taken: ReadonlySet<string> = new Set(),
  round = 0,
): Pseudonyms {
  const key = redactionKey(secret, round);
  const readdress = createReaddress(key, needs);
  const known = new Map<string, Replacement>();
  const given = new Set<string>();

  const remember = (kind: ReplacedKind, original: string, make: () => string): string => {
    const before = known.get(original);
    // A word that turns out to be a name is one wherever it stands.
    if (before?.kind === 'word' && kind !== 'word') known.set(original, { ...before, kind });
    if (before !== undefined) return before.pseudonym;
    const pseudonym = make();
    given.add(pseudonym);
    known.set(original, { kind, original, pseudonym });
    return pseudonym;
  };
  const word = (kind: NameKind, original: string): string => {
    const head = SHORT[kind] ?? kind;
    const length = AS_LONG.has(kind) ? original.length : head.length + 7;
    for (let turn = 0; ; turn++) {
      const made = wordPseudonym(key, head, original, length, turn);
      if (turn === MOST_TURNS || (!given.has(made) && !taken.has(made) && made !== original)) return made;
    }
  };
  const octets = (original: Uint8Array): Uint8Array => {
    if (isKeptAddress(original)) return original;
    const text = addressText(original);
    return octetsOf(remember('address', text, () => addressText(readdress(original))));
  };
  return {
    octets,
    knows: (original) => known.has(original),
    address(canonical) {
      const original = octetsOf(canonical);
      return isKeptAddress(original) ? null : addressText(octets(original));
    },
    mac(original) {
      if (isKeptMac(original)) return null;
      const name = macText(original);
      return macOctets(remember('mac', name, () => macText(macPseudonym(key, original))));
    },
    word(kind, original) {
      if (kind === 'serial') return remember(kind, original, () => serialPseudonym(key, original));
      if (kind === 'uuid') return remember(kind, original, () => uuid(key.digest('uuid', original)));
      return remember(kind, original, () => word(kind, original));
    },
    all: () => [...known.values()],
  };
}

export function macText(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(':');
}

export function macOctets(text: string): Uint8Array {
  return Uint8Array.from(text.split(/[:-]/), (octet) => Number.parseInt(octet, 16));
}

function uuid(digest: Buffer): string {
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/**
 * Whether the pseudonym of one address is another one's original: then nobody could tell which is meant. Words avoid each
 * other by themselves.
 */
export function clashes(all: readonly Replacement[]): boolean {
  const addresses = all.filter(({ kind }) => kind === 'address' || kind === 'mac');
  const originals = new Set(addresses.map(({ original }) => original));
  return addresses.some(({ pseudonym }) => originals.has(pseudonym));
}

export function isNameKind(kind: ReplacedKind): kind is NameKind {
  return (NAME_KINDS as readonly string[]).includes(kind);
}
