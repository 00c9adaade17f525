import ipaddr from 'ipaddr.js';

/**
 * An address with a port, in one canonical text that is also the join key: `10.230.4.86:60919`,
 * `[2001:db8::1]:21` (RFC 5952); without a port the bare address. A port 0 as printed means "any".
 */
export type Endpoint = string;

const QUAD = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
/** An IPv4 endpoint that is printed as it is called; a port above 64999 is left to the longer way. */
const CANONICAL = new RegExp(`${QUAD.source.slice(0, -1)}:(?:0|[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3})$`);

/** `::ffff:10.0.0.1` (RFC 4291), however it is abbreviated. */
const MAPPED = /ffff/i;

/** The canonical form of a printed address, or null where the text is none (a masked octet, a cut). */
export function address(text: string): string | null {
  if (QUAD.test(text)) return text;
  // A zone (`fe80::1%port1`) belongs to the host that printed it and is part of no address.
  if (!hasGroups(text) || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  const parsed = ipaddr.IPv6.parse(text);
  // The package compares with every reserved range, which takes longer than all else that is done with an address.
  return MAPPED.test(text) && parsed.isIPv4MappedAddress()
    ? `::ffff:${parsed.toIPv4Address().toString()}`
    : parsed.toRFC5952String();
}

/** Eight groups, six before a dotted end, or `::` in place of some: `21:42:05` costs an exception otherwise. */
const hasGroups = (text: string): boolean => text.includes('::') || /^(?:[^:]*:){6}/.test(text);

export function endpoint(host: string, port: number | null): Endpoint {
  if (port === null) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

export function addressOf(end: Endpoint): string {
  const colon = portColon(end);
  if (colon < 0) return end;
  return end.charCodeAt(0) === OPEN ? end.slice(1, colon - 1) : end.slice(0, colon);
}

/**
 * Ports below this are reserved for services (RFC 6335). Systems dial from ports from here on, and FTP servers and
 * clients offer these for data connections.
 */
export const FIRST_HIGH_PORT = 1024;

export function portOf(end: Endpoint): number | null {
  const colon = portColon(end);
  if (colon < 0) return null;
  let port = 0;
  for (let at = colon + 1; at < end.length; at++) port = port * 10 + end.charCodeAt(at) - ZERO;
  return port;
}

const [OPEN, CLOSE, ZERO, COLON] = [91, 93, 48, 58] as const;

/** What parts address and port, or -1: both are asked for with every packet. */
function portColon(end: Endpoint): number {
  // By hand: `lastIndexOf` leaves compiled code, which takes ten times as long.
  let colon = end.length - 1;
  while (colon >= 0 && end.charCodeAt(colon) !== COLON) colon -= 1;
  return end.charCodeAt(colon - 1) === CLOSE || end.indexOf(':') === colon ? colon : -1;
}

/** `10.0.0.1:22` and `2001:db8::1:22` (no brackets, the port after the LAST colon), as flow trace and WAD print them. */
export function colonEndpoint(text: string): Endpoint | null {
  if (CANONICAL.test(text)) return text;
  return split(text, text.lastIndexOf(':'));
}

/** `10.0.0.1.22` and `fe80::1.5353` (the port after the LAST dot), as the sniffer prints them. */
export function dotEndpoint(text: string): Endpoint | null {
  return split(text, text.lastIndexOf('.'));
}

function split(text: string, at: number): Endpoint | null {
  if (at < 0) return null;
  const port = text.slice(at + 1);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return null;
  const host = address(text.slice(0, at));
  return host === null ? null : endpoint(host, Number(port));
}

/**
 * Whether an address lies in a range: `10.0.0.1`, `10.0.0.0/24`, `10.0.0.0/255.255.255.0`, `2001:db8::/32`. Null where
 * the text is none.
 */
export function addressRange(text: string): ((host: string) => boolean) | null {
  const [, printed = '', mask] = /^\[?([^/[\]]+)\]?(?:\/([\d.]+))?$/.exec(text) ?? [];
  const canonical = address(printed);
  if (canonical === null) return null;
  const net = ipaddr.process(canonical);
  const all = net.kind() === 'ipv4' ? 32 : 128;
  const bits = mask === undefined ? all : prefixLength(mask);
  if (bits === null || bits > all) return null;
  return (host) => {
    if (!ipaddr.isValid(host)) return false;
    const one = ipaddr.process(host);
    return one.kind() === net.kind() && one.match(net, bits);
  };
}

function prefixLength(mask: string): number | null {
  if (/^\d{1,3}$/.test(mask)) return Number(mask);
  return QUAD.test(mask) ? ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask() : null;
}

/** A number of 32 bits as printed; none where it cannot be one (two lines run together). */
export function uint32(digits: string | undefined): number | undefined {
  const number = Number(digits);
  return digits === undefined || number > 0xffff_ffff ? undefined : number;
}

/** The same connection whichever way a packet of it goes. */
export function pairKey(a: Endpoint, b: Endpoint): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Their two hosts, whatever the ports. */
export function hostPair(a: Endpoint, b: Endpoint): string {
  return pairKey(addressOf(a), addressOf(b));
}

/** Nobody in particular: all zeros stand for any host, or for none. */
export function isUnspecified(end: Endpoint): boolean {
  return ['0.0.0.0', '::'].includes(addressOf(end));
}

/** How far one TCP sequence number lies ahead of another, across the wrap at 2^32. */
export function ahead(a: number, b: number): number {
  return (a - b) | 0;
}
