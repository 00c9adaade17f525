import ipaddr from 'ipaddr.js';

import type { RedactionKey } from '../key.js';
import { bitOf, CLASSES, HOLD_IPV4, isIn, isKeptAddress, SPECIAL_IPV4, type Prefix } from './ranges.js';
import { isSameWidth } from './printed-width.js';

/** What the input asks of the pseudonyms beyond their prefixes. */
export interface AddressNeeds {
  /** Blocks that a range of the configuration lies in (`10.0.0.5-10.0.0.9`): in it the order has to stay. */
  readonly ordered: readonly Prefix[];
  /** Beginnings, in hex, of addresses whose pseudonym must be as long in print: they stand in the bytes of packets. */
  readonly asLong: Pick<ReadonlySet<string>, 'has' | 'size'>;
}

export type Readdress = (octets: Uint8Array) => Uint8Array;

/**
 * Crypto-PAn (Xu, Fan, Ammar and Moon, 2002): each bit is turned or not as a keyed function of the bits before it says.
 * Two addresses that share so many bits share as many in their pseudonyms, and no two get the same one. Bits are left as
 * they are where turning one would lead out of a class, break an order or change a width.
 */
export function createReaddress(key: RedactionKey, needs: AddressNeeds): Readdress {
  return (octets) => {
    const inner = HOLD_IPV4.some((range) => isIn(range, octets)) ? octets.subarray(12) : undefined;
    if (inner === undefined) return pseudonym(key, needs, octets);
    return Uint8Array.from([...octets.subarray(0, 12), ...pseudonym(key, needs, inner)]);
  };
}

function pseudonym(key: RedactionKey, needs: AddressNeeds, octets: Uint8Array): Uint8Array {
  if (isKeptAddress(octets)) return octets;
  // One that falls on a kept address takes the pseudonym that this one would have had.
  let turned = turn(key, needs, octets);
  while (isKeptAddress(turned)) turned = turn(key, needs, turned);
  return turned;
}

function turn(key: RedactionKey, needs: AddressNeeds, octets: Uint8Array): Uint8Array {
  const first = CLASSES.find((range) => isIn(range, octets))?.length ?? 0;
  const bits = key.bits(prefixes(key.pad, octets, first));
  const turned = Uint8Array.from(octets);
  const ordered = Math.min(
    ...needs.ordered.filter((block) => isIn(block, octets)).map(({ length }) => length),
  );
  bits.forEach((bit, nth) => {
    const at = first + nth;
    if (bit === 0 || at >= ordered || (first === 0 && partsSpecial(octets, at))) return;
    if (!isSameWidth(octets, at, needs.asLong)) return;
    turned[at >> 3] = (turned[at >> 3] ?? 0) ^ (0x80 >> (at & 7));
  });
  return turned;
}

/** For each bit from `first` on a block: the bits before it, filled up. */
function prefixes(pad: Buffer, octets: Uint8Array, first: number): Buffer {
  const all = octets.length * 8;
  const blocks = Buffer.alloc((all - first) * 16);
  for (let at = first; at < all; at++) {
    const block = blocks.subarray((at - first) * 16, (at - first + 1) * 16);
    pad.copy(block);
    block.set(octets.subarray(0, at >> 3));
    const mask = (0xff00 >> (at & 7)) & 0xff;
    block[at >> 3] = ((octets[at >> 3] ?? 0) & mask) | ((pad[at >> 3] ?? 0) & ~mask & 0xff);
    // The family tells prefixes of IPv4 from those of IPv6.
    if (octets.length === 4) block[15] = (block[15] ?? 0) ^ 0x40;
  }
  return blocks;
}

function partsSpecial(octets: Uint8Array, at: number): boolean {
  if (octets.length !== 4) return false;
  return SPECIAL_IPV4.some((range) => range.length > at && agree(range.octets, octets, at));
}

function agree(a: Uint8Array, b: Uint8Array, bits: number): boolean {
  for (let at = 0; at < bits; at++) if (bitOf(a, at) !== bitOf(b, at)) return false;
  return true;
}

export function addressText(octets: Uint8Array): string {
  const parsed = ipaddr.fromByteArray([...octets]);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return parsed.isIPv4MappedAddress()
    ? `::ffff:${parsed.toIPv4Address().toString()}`
    : parsed.toRFC5952String();
}
