import type { SnifferPacket } from '../events/sniffer.js';
import { portOf } from '../net.js';
import { createSaidFinder } from '../secrets/said.js';
import type { TextSpan } from '../secrets/span.js';
import { latin1, u16, u8 } from '../dissect/bytes.js';
import { mendChecksum, wordSum } from '../dissect/checksum.js';

const STAR = 0x2a;
const [SHORTEST_HEADER, LONGEST_HEADER] = [20, 60];
const CHECKSUM_AT = 16;

/** The bytes of a packet, with stars for passwords and tokens; the checksum stays as right as it was. */
export type MaskFrame = (packet: SnifferPacket, bytes: Uint8Array) => Uint8Array;

/** For packets in their order: words may be cut between two of them. */
export function createFrameMask(): MaskFrame {
  const secretsIn = createSaidFinder();
  return (packet, bytes) => {
    const { payload, tcp, src = '', dst = '', direction = '' } = packet;
    if (payload === undefined) return bytes;
    const way = `${packet.origin.file} ${packet.interface ?? ''} ${direction} ${src} ${dst}`;
    const secrets = secretsIn({ way, sequence: tcp?.seq, text: latin1(payload) });
    return secrets.length === 0 ? bytes : starred(packet, payload, bytes, secrets);
  };
}

function starred(
  packet: SnifferPacket,
  payload: Uint8Array,
  bytes: Uint8Array,
  secrets: readonly TextSpan[],
): Uint8Array {
  const at = payload.byteOffset - bytes.byteOffset;
  const masked = bytes.slice();
  const words = masked.subarray(at, at + payload.length);
  const before = wordSum(words);
  for (const { from, to } of secrets) words.fill(STAR, from, to);
  const header = tcpHeaderAt(packet, masked, at);
  if (header !== undefined) mendChecksum(masked, header + CHECKSUM_AT, before, wordSum(words));
  return masked;
}

/** Where the TCP header begins that ends at the payload: it says its own length, and both ports. */
function tcpHeaderAt({ src, dst }: SnifferPacket, bytes: Uint8Array, payload: number): number | undefined {
  for (let length = SHORTEST_HEADER; length <= LONGEST_HEADER; length += 4) {
    const at = payload - length;
    const fits = u8(bytes, at + 12) >> 4 === length / 4;
    if (fits && u16(bytes, at) === portOf(src ?? '') && u16(bytes, at + 2) === portOf(dst ?? '')) return at;
  }
  return undefined;
}
