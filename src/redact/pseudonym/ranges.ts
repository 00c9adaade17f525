import ipaddr from 'ipaddr.js';

/** The addresses that begin with the same `length` bits. */
export interface Prefix {
  readonly octets: Uint8Array;
  readonly length: number;
}

export function octetsOf(address: string): Uint8Array {
  return Uint8Array.from(ipaddr.parse(address).toByteArray());
}

export function isIn({ octets, length }: Prefix, address: Uint8Array): boolean {
  return octets.length === address.length && sharedBits(octets, address) >= length;
}

/** How many bits two addresses of one family have in common from the first on. */
export function sharedBits(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < a.length; at++) {
    const differ = (a[at] ?? 0) ^ (b[at] ?? 0);
    if (differ !== 0) return at * 8 + Math.clz32(differ) - 24;
  }
  return a.length * 8;
}

export function bitOf(octets: Uint8Array, at: number): number {
  return ((octets[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
}

function prefix(text: string): Prefix {
  const [address = '', length = ''] = text.split('/');
  return { octets: octetsOf(address), length: Number(length) };
}

/** Within these an address stays: a pseudonym of a private one is private, one of a link-local one link-local. */
export const CLASSES: readonly Prefix[] = [
  ...['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15'],
  ...['ff02::1:ff00:0/104', 'fe80::/64', 'fe80::/10', 'fec0::/10', 'fc00::/7', '2000::/3'],
].map(prefix);

/** Said as they are: they name no one host, or the unit's own. */
const KEPT: readonly Prefix[] = [
  ...['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3', '128.0.0.0/32', '192.0.0.0/32'],
  ...['::/128', '::1/128', 'ff00::/8'],
].map(prefix);

/** Name servers that everybody may ask. */
const RESOLVERS: ReadonlySet<string> = new Set([
  ...['1.1.1.1', '1.0.0.1', '8.8.8.8', '8.8.4.4', '9.9.9.9', '149.112.112.112'],
  ...['208.67.222.222', '208.67.220.220', '208.91.112.52', '208.91.112.53', '208.91.112.220'],
  ...['96.45.45.45', '96.45.46.46', '2606:4700:4700::1111', '2606:4700:4700::1001'],
  ...['2001:4860:4860::8888', '2001:4860:4860::8844', '2620:fe::fe', '2620:fe::9'],
]);

/** A multicast address that IPv6 makes of the last 24 bits of somebody's own. */
const SOLICITED = prefix('ff02::1:ff00:0/104');

export function isKeptAddress(octets: Uint8Array): boolean {
  if (RESOLVERS.has(ipaddr.fromByteArray([...octets]).toString())) return true;
  return KEPT.some((range) => isIn(range, octets)) && !isIn(SOLICITED, octets);
}

/** What holds an IPv4 address in its last 32 bits: mapped, and translated by NAT64. */
export const HOLD_IPV4: readonly Prefix[] = ['::ffff:0:0/96', '64:ff9b::/96'].map(prefix);

/** Ranges of IPv4 that a public address must not come into: at a bit that parts one from others nothing is turned. */
export const SPECIAL_IPV4: readonly Prefix[] = [...CLASSES, ...KEPT].filter(
  ({ octets, length }) => octets.length === 4 && length < 32,
);
