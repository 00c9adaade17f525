/**
 * Whether turning this bit leaves the address as long as it is in print: all values of the octet (of the group of IPv6)
 * that begin with the bits before it have as many digits. Only asked of addresses that begin as one of `asLong` does.
 */
export function isSameWidth(
  octets: Uint8Array,
  at: number,
  asLong: Pick<ReadonlySet<string>, 'has' | 'size'>,
): boolean {
  if (asLong.size === 0) return true;
  const size = octets.length === 4 ? 8 : 16;
  const group = Math.floor(at / size);
  if (!asLong.has(startOf(octets, group))) return true;
  const value = groupOf(octets, group);
  const behind = size - (at % size);
  const low = (value >> behind) << behind;
  return width(low, size) === width(low + (1 << behind) - 1, size);
}

/** The name of what all addresses have in common that differ in this group or behind it. */
function startOf(octets: Uint8Array, group: number): string {
  const bytes = octets.length === 4 ? group : group * 2;
  return `${octets.length}:${Buffer.from(octets.subarray(0, bytes)).toString('hex')}`;
}

export function startsOf(octets: Uint8Array): string[] {
  const groups = octets.length === 4 ? 4 : 8;
  return Array.from({ length: groups }, (_, group) => startOf(octets, group));
}

function groupOf(octets: Uint8Array, group: number): number {
  return octets.length === 4
    ? (octets[group] ?? 0)
    : ((octets[group * 2] ?? 0) << 8) | (octets[group * 2 + 1] ?? 0);
}

/** Zeros of IPv6 are left out, and so have to stay zeros. */
function width(value: number, size: number): number {
  if (size === 8) return String(value).length;
  return value === 0 ? 0 : value.toString(16).length;
}
