import { addressText } from '../pseudonym/address.js';
import { macOctets, macText, type Pseudonyms } from '../pseudonym/pseudonyms.js';
import { octetsOf } from '../pseudonym/ranges.js';
import type { Mention } from './mention.js';

/** `203[.]0[.]113[.]7`, so that nobody clicks on it: nothing else is written so. */
const DEFANGED =
  /(?<![\d.])\d{1,3}(?:(?:\[\.\]|\(\.\)|\[dot\])\d{1,3}){3}(?!\d)|(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\[\.\]\d{1,3}(?!\d)/gi;
/** Written so only addresses are meant that stand elsewhere as well: releases, OIDs and numbers look alike. */
const QUAD = /(?<=\bv|(?<![\d.]))\d{1,3}([. _-])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\d)/g;
const HEX = /(?<![\w])(?:0x)?(?:[\da-f]{32}|[\da-f]{12}|(?<=0x)[\da-f]{8}|[\da-f]{6}-[\da-f]{6})(?!\w)/gi;

/** Addresses in the less usual ways of writing them. */
export function spelledAddressesIn(text: string, pseudonyms: Pseudonyms): Mention[] {
  return [
    ...all(text, DEFANGED, (word) => quad(word, pseudonyms, false)),
    ...all(text, QUAD, (word) => quad(word, pseudonyms, true)),
    ...all(text, HEX, (word) => hex(word, pseudonyms)),
  ];
}

function all(text: string, pattern: RegExp, write: (word: string) => string | null): Mention[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: word, index }) => {
    const written = write(word);
    return written === null ? [] : [{ from: index, to: index + word.length, text: written }];
  });
}

function quad(word: string, pseudonyms: Pseudonyms, onlyKnown: boolean): string | null {
  const octets = (word.match(/\d+/g) ?? []).map(Number);
  const canonical = octets.join('.');
  if (octets.some((octet) => octet > 255) || (onlyKnown && !pseudonyms.knows(canonical))) return null;
  const others = pseudonyms.address(canonical)?.split('.');
  return others === undefined ? null : word.replace(/\d+/g, () => others.shift() ?? '');
}

function hex(word: string, pseudonyms: Pseudonyms): string | null {
  const digits = word.replace(/^0x|-/gi, '');
  const octets = Uint8Array.from(Buffer.from(digits, 'hex'));
  const isMac = octets.length === 6;
  if (!pseudonyms.knows(isMac ? macText(octets) : addressText(octets))) return null;
  const other = isMac ? pseudonyms.mac(macOctets(macText(octets))) : pseudonyms.octets(octets);
  if (other === null) return null;
  const written = Buffer.from(isMac ? other : octetsOf(addressText(other))).toString('hex');
  const cased = /[A-F]/.test(digits) ? written.toUpperCase() : written;
  const dashed = word.includes('-') ? `${cased.slice(0, 6)}-${cased.slice(6)}` : cased;
  return /^0x/i.test(word) ? word.slice(0, 2) + dashed : dashed;
}
