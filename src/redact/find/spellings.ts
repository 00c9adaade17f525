import { address } from '../../net.js';
import { addressText } from '../pseudonym/address.js';
import { macOctets, macText, type Pseudonyms } from '../pseudonym/pseudonyms.js';
import { octetsOf } from '../pseudonym/ranges.js';
import type { Mention } from './mention.js';

/** `203[.]0[.]113[.]7`, so that nobody clicks on it, or as in an address of the web: nothing else is written so. */
const DEFANGED =
  /(?<![\d.])\d{1,3}(?:(?:\[\.\]|\(\.\)|\[dot\]|%2e)\d{1,3}){3}(?!\d)|(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\[\.\]\d{1,3}(?!\d)/gi;
/** Written so only addresses are meant that stand elsewhere as well: releases, OIDs and numbers look alike. */
const QUAD = /(?<=\bv|(?<![\d.]))\d{1,3}(\.|[ _-]|, ?|["'], ?["'])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\d)/g;
const HEX =
  /(?<![\w:])(?:0x)?(?:[\da-f]{32}|[\da-f]{12}|(?<=0x|\b(?:ip|addr|src|dst)[:=])[\da-f]{8}|[\da-f]{6}-[\da-f]{6}|[\da-f]{2}(?::[\da-f]{2}){3}|(?:[\da-f]{2} ){5}[\da-f]{2})(?![\w:])/gi;
/** A number elsewhere may count anything. */
const DECIMAL = /(?<=\b(?:ip|addr(?:ess)?|host|src|dst|nat)["']?[:=] ?)\d{8,10}(?!\w)/gi;
const DASHED6 = /(?:(?<=\bip6-)|(?<![\w-]))[\da-f]{1,4}(?:-{1,2}[\da-f]{1,4}){2,7}(?![\da-f])/gi;
/** What is left of an address when its end is taken away: who shares the prefix still does. */
const PREFIX =
  /(?<![\d.]|\bv)(\d{1,3}(?:\.\d{1,3}){1,2})(?=(?:\.(?:\*|x{1,3}))+(?![\w.])|\/(?:8|16|2[0-4])\b)/gi;

/** Addresses in the less usual ways of writing them. */
export function spelledAddressesIn(text: string, pseudonyms: Pseudonyms): Mention[] {
  return [
    ...all(text, DEFANGED, (word) => quad(word, pseudonyms, false)),
    ...all(text, QUAD, (word) => quad(word, pseudonyms, true)),
    ...all(text, HEX, (word) => hex(word, pseudonyms)),
    ...all(text, DECIMAL, (word) => decimal(word, pseudonyms)),
    ...all(text, DASHED6, (word) => dashed(word, pseudonyms)),
    ...all(text, PREFIX, (word) => prefix(word, pseudonyms)),
  ];
}

function all(text: string, pattern: RegExp, write: (word: string) => string | null): Mention[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: word, index }) => {
    const written = write(word);
    return written === null ? [] : [{ from: index, to: index + word.length, text: written }];
  });
}

/** `%2E` is a dot. */
const OCTETS = /(?<![%\d])\d+/g;

function quad(word: string, pseudonyms: Pseudonyms, onlyKnown: boolean): string | null {
  const octets = (word.match(OCTETS) ?? []).map(Number);
  const canonical = octets.join('.');
  if (octets.some((octet) => octet > 255) || (onlyKnown && !pseudonyms.knows(canonical))) return null;
  const others = pseudonyms.address(canonical)?.split('.');
  return others === undefined ? null : word.replace(OCTETS, () => others.shift() ?? '');
}

function hex(word: string, pseudonyms: Pseudonyms): string | null {
  const digits = word.replace(/^0x|[-: ]/gi, '');
  const octets = Uint8Array.from(Buffer.from(digits, 'hex'));
  const isMac = octets.length === 6;
  if (!pseudonyms.knows(isMac ? macText(octets) : addressText(octets))) return null;
  const other = isMac ? pseudonyms.mac(macOctets(macText(octets))) : pseudonyms.octets(octets);
  if (other === null) return null;
  const written = Buffer.from(isMac ? other : octetsOf(addressText(other))).toString('hex');
  const left = Array.from(/[A-F]/.test(digits) ? written.toUpperCase() : written);
  const head = /^0x/i.exec(word)?.[0] ?? '';
  return head + word.slice(head.length).replace(/[\da-f]/gi, () => left.shift() ?? '');
}

function decimal(word: string, pseudonyms: Pseudonyms): string | null {
  const value = Number(word);
  const canonical = [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');
  if (value >= 2 ** 32 || !pseudonyms.knows(canonical)) return null;
  const octets = pseudonyms.address(canonical)?.split('.').map(Number);
  return octets === undefined ? null : String(octets.reduce((sum, octet) => sum * 256 + octet, 0));
}

/** Colons are no part of the name of a host. */
function dashed(word: string, pseudonyms: Pseudonyms): string | null {
  const canonical = address(word.replaceAll('-', ':'));
  if (canonical === null || !pseudonyms.knows(canonical)) return null;
  return pseudonyms.address(canonical)?.replaceAll(':', '-') ?? null;
}

function prefix(word: string, pseudonyms: Pseudonyms): string | null {
  const octets = word.split('.');
  if (octets.some((octet) => Number(octet) > 255)) return null;
  const whole = [...octets.map(Number), 0, 0].slice(0, 4).join('.');
  return pseudonyms.address(whole)?.split('.').slice(0, octets.length).join('.') ?? null;
}
