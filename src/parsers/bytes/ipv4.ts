const DOT = 46;
const ZERO = 48;

/** Where the port of the endpoint that was read last begins, and its address and port as numbers. */
let portAt = 0;
let host = 0;
let port = 0;
export const portFrom = (): number => portAt;
export const hostRead = (): number => host;
export const portRead = (): number => port;

/**
 * The place behind an IPv4 address, the separator and a port (`10.0.0.1:21`). -1 for anything else, and for numbers that
 * FortiOS would not print so: with leading zeros, or out of range.
 */
export function afterEndpoint(bytes: Uint8Array, from: number, separator: number): number {
  if (from < 0) return -1;
  let number = 0;
  let first = from;
  let parts = 0;
  for (let at = from; ; at++) {
    const byte = bytes[at] ?? 0;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9 && at < first + 5) {
      number = number * 10 + digit;
      continue;
    }
    if (at === first || (bytes[first] === ZERO && at > first + 1)) return -1;
    if (parts === 4) {
      portAt = first;
      port = number;
      return number > 65_535 || (digit >= 0 && digit <= 9) ? -1 : at;
    }
    if (number > 255 || byte !== (parts < 3 ? DOT : separator)) return -1;
    parts += 1;
    host = (host << 8) | number;
    number = 0;
    first = at + 1;
  }
}
