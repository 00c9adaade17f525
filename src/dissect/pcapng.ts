/** Numbers of the pcapng format (draft-ietf-opsawg-pcapng), for who reads, writes and rewrites such files. */

export const BYTE_ORDER = 0x1a2b3c4d;

/** Types of blocks. */
export const SECTION = 0x0a0d0d0a;
export const INTERFACE = 1;
export const OLD_PACKET = 2;
export const SIMPLE_PACKET = 3;
export const STATISTICS = 5;
export const ENHANCED_PACKET = 6;

/** Options: of every block, of an interface, of a packet. */
export const COMMENT = 1;
export const INTERFACE_NAME = 2;
export const INTERFACE_RESOLUTION = 9;
export const INTERFACE_OFFSET = 14;
export const PACKET_FLAGS = 2;

/** How many units of its times an interface counts in a second, by its option INTERFACE_RESOLUTION. */
export function ticksPerSecond(resolution: number): bigint {
  return resolution & 0x80 ? 1n << BigInt(resolution & 0x7f) : 10n ** BigInt(Math.min(resolution, 30));
}
