import { address } from '../../net.js';
import { macOctets, macText, type Pseudonyms } from '../pseudonym/pseudonyms.js';
import { addressText } from '../pseudonym/address.js';
import { octetsOf } from '../pseudonym/ranges.js';
import type { Mention } from './mention.js';
import { spelledAddressesIn } from './spellings.js';

/** `10.0.0.1`, also before `.22` as the sniffer prints ports. A number of more parts is an OID, one behind a v a release. */
const DOTTED =
  /(?:(?<![\d.]|\bv)|(?<=%[\da-fA-F]{2}))(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?!\d|(?:\.\d+){2})/g;
/** The address of a 227 or PORT: six numbers. */
const SIX = /(?<![\d,.-])((\d{1,3}), ?(\d{1,3}), ?(\d{1,3}), ?(\d{1,3})), ?\d{1,3}, ?\d{1,3}(?!,? ?\d)/g;
const COLONED = /(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,5}){2,8}(?:(?:\d{0,3}\.){3}\d{1,3})?(?![\w:])/gi;
const INVERSE = /(?<![\w.])((?:\d{1,3}\.){4})in-addr\.arpa|(?<![\w.])((?:[\da-f]\.){32})ip6\.arpa/gi;
const MAC =
  /(?<![\w:])(?:[\da-f]{1,2}(?::[\da-f]{1,2}){5}|[\da-f]{2}(?:-[\da-f]{2}){5})(?![\w-]|:[\da-f])|(?<![\w.])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?![\w.])/gi;

export function addressesIn(text: string, pseudonyms: Pseudonyms): Mention[] {
  const found: Mention[] = [];
  const add = (from: number, original: string, pseudonym: string | null): void => {
    if (pseudonym !== null) found.push({ from, to: from + original.length, text: pseudonym });
  };
  for (const { 0: all, 1: v4 = '', 2: v6 = '', index } of text.matchAll(INVERSE))
    add(index, all, inverse(all, v4, v6, pseudonyms));
  for (const { 1: quad = '', index } of text.matchAll(DOTTED)) add(index, quad, dotted(quad, pseudonyms));
  for (const { 1: four = '', index } of text.matchAll(SIX)) add(index, four, commas(four, pseudonyms));
  found.push(...spelledAddressesIn(text, pseudonyms));
  if (!text.includes(':') && !text.includes('-') && !text.includes('.')) return found;
  for (const { 0: coloned, index } of text.matchAll(COLONED)) {
    const six = ipv6(coloned, text.slice(index + coloned.length), text.slice(0, index), pseudonyms);
    if (six !== null) found.push({ from: index, ...six, to: index + six.to });
  }
  for (const { 0: printed, index } of text.matchAll(MAC)) add(index, printed, mac(printed, pseudonyms));
  return found;
}

/** Leading zeros are no part of how FortiOS writes it, but people and servers write some. */
function dotted(quad: string, { address: of }: Pseudonyms): string | null {
  const canonical = quad.split('.').map(Number);
  return canonical.some((octet) => octet > 255) ? null : of(canonical.join('.'));
}

function commas(four: string, pseudonyms: Pseudonyms): string | null {
  const pseudonym = dotted(four.replace(/, ?/g, '.'), pseudonyms);
  return pseudonym?.replaceAll('.', four.includes(', ') ? ', ' : ',') ?? null;
}

function inverse(all: string, v4: string, v6: string, pseudonyms: Pseudonyms): string | null {
  if (v4 !== '') {
    const quad = dotted(v4.slice(0, -1).split('.').reverse().join('.'), pseudonyms);
    return quad === null ? null : `${quad.split('.').reverse().join('.')}.in-addr.arpa`;
  }
  const octets = Uint8Array.from(Buffer.from(v6.replaceAll('.', '').split('').reverse().join(''), 'hex'));
  const hex = Buffer.from(pseudonyms.octets(octets)).toString('hex');
  const reversed = hex.split('').reverse().join('.');
  return reversed === v6.slice(0, -1).toLowerCase()
    ? null
    : `${reversed}.ip6${all.slice(all.lastIndexOf('.'))}`;
}

/**
 * Flow trace and WAD print an IPv6 endpoint without brackets, the port behind the last colon: so it is where an arrow
 * stands before or behind it, or a translation in parentheses.
 */
function ipv6(
  printed: string,
  behind: string,
  before: string,
  pseudonyms: Pseudonyms,
): { to: number; text: string } | null {
  const colon = printed.lastIndexOf(':');
  const isTuple =
    /^\s?->|^\(/.test(behind) ||
    /(?:->|redirect: \w+ |DNAT |SNAT )\s?$/.test(before) ||
    /:\d+\($/.test(before);
  const host = printed.slice(0, colon);
  const [first, second] =
    isTuple && /^\d{1,5}$/.test(printed.slice(colon + 1)) ? [host, printed] : [printed, host];
  for (const one of [first, second]) {
    const canonical = address(one);
    if (canonical === null || (one === host && one !== first && !/^\d{1,5}$/.test(printed.slice(colon + 1))))
      continue;
    const pseudonym = pseudonyms.address(canonical);
    return pseudonym === null ? null : { to: one.length, text: written(one, canonical, pseudonym) };
  }
  return null;
}

/** All its zeros printed, where the original has them printed. */
function written(one: string, canonical: string, pseudonym: string): string {
  if (one.length <= canonical.length || one.includes('::') || one.includes('.')) return pseudonym;
  const groups =
    Buffer.from(octetsOf(addressText(octetsOf(pseudonym))))
      .toString('hex')
      .match(/.{4}/g) ?? [];
  return groups.join(':');
}

function mac(printed: string, { mac: of }: Pseudonyms): string | null {
  if (printed.includes('.')) {
    const pairs = printed.replaceAll('.', '').match(/../g) ?? [];
    const pseudonym = of(macOctets(pairs.join(':')));
    return pseudonym === null
      ? null
      : (Buffer.from(pseudonym).toString('hex').match(/.{4}/g) ?? []).join('.');
  }
  const pseudonym = of(macOctets(printed));
  if (pseudonym === null) return null;
  return printed.includes('-') ? macText(pseudonym).replaceAll(':', '-') : macText(pseudonym);
}
