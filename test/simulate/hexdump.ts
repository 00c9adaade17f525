import type { Segment } from './happenings.js';

const word = (value: number): number[] => [(value >> 8) & 255, value & 255];
const long = (value: number): number[] => [...word(Math.floor(value / 65536)), ...word(value % 65536)];

function addressBytes(address: string): number[] {
  if (!address.includes(':')) return address.split('.').map(Number);
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string): number[] =>
    text ? text.split(':').map((group) => Number.parseInt(group, 16)) : [];
  const [front, back] = [groups(head), groups(tail)];
  const middle = Array.from({ length: 8 - front.length - back.length }, () => 0);
  return [...front, ...middle, ...back].flatMap(word);
}

function checksum(bytes: number[]): number {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 2)
    sum += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

const FLAGS: Record<string, number> = { S: 2, 'S.': 18, '.': 16, 'P.': 24, 'F.': 17, R: 4, 'R.': 20 };

/** Ethernet frame of a TCP segment, as the kernel would hand it to the sniffer. */
function frame(segment: Segment, direction: string): number[] {
  const six = segment.src.address.includes(':');
  const body = Array.from(segment.payload, (letter) => letter.charCodeAt(0) & 255);
  const options = segment.flags.startsWith('S') ? [2, 4, 5, 0xb4] : [];
  const header = [
    ...word(segment.src.port),
    ...word(segment.dst.port),
    ...long(segment.seq),
    ...long(segment.ack),
    (5 + options.length / 4) << 4,
    FLAGS[segment.flags] ?? 16,
    ...word(64240),
    0,
    0,
    0,
    0,
    ...options,
  ];
  const tcp = [...header, ...body];
  const [src, dst] = [addressBytes(segment.src.address), addressBytes(segment.dst.address)];
  const sum = word(
    checksum([
      ...src,
      ...dst,
      ...(six ? long(tcp.length) : word(tcp.length)),
      ...(six ? long(6) : word(6)),
      ...tcp,
    ]),
  );
  tcp[16] = sum[0]!;
  tcp[17] = sum[1]!;
  // With `any` the first destination bytes carry the direction instead of an address.
  const ethernet = [
    0,
    0,
    0,
    0,
    0,
    direction === 'in' ? 1 : 0,
    0,
    9,
    0x0f,
    0x33,
    0x44,
    0x55,
    ...word(six ? 0x86dd : 0x0800),
  ];
  if (six) return [...ethernet, 0x60, 0, 0, 0, ...word(tcp.length), 6, 64, ...src, ...dst, ...tcp];
  const ip = [
    0x45,
    0,
    ...word(20 + tcp.length),
    ...word(segment.seq % 65521),
    0x40,
    0,
    64,
    6,
    0,
    0,
    ...src,
    ...dst,
  ];
  const ipSum = word(checksum(ip));
  ip[10] = ipSum[0]!;
  ip[11] = ipSum[1]!;
  return [...ethernet, ...ip, ...tcp];
}

export function dumpSegment(segment: Segment, direction: string): string[] {
  const bytes = frame(segment, direction);
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = bytes.slice(offset, offset + 16);
    const pairs: string[] = [];
    for (let index = 0; index < row.length; index += 2) {
      pairs.push(
        row
          .slice(index, index + 2)
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join(''),
      );
    }
    const text = row.map((byte) => (byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`0x${offset.toString(16).padStart(4, '0')}\t ${pairs.join(' ').padEnd(39)}\t${text}`);
  }
  return lines;
}
