import type { Encoding } from './decode.js';

/** What the first bytes say a file is. `refused` names what it is, and what would make it readable. */
export type Kind =
  | { is: 'text'; encoding: Encoding }
  | { is: 'pcap' | 'pcapng' }
  | { is: 'gzip' }
  | { is: 'zstd' }
  | { is: 'zip' | 'tar' }
  | { is: 'refused'; what: string; advice: string; expected?: boolean };

const MAGIC: [kind: 'pcap' | 'pcapng' | 'gzip' | 'zstd' | 'zip', start: string][] = [
  ['gzip', '1f8b'],
  ['zstd', '28b52ffd'],
  ['zstd', '5.2a4d18'],
  // Its first entry; an empty one, or one of several parts, begins otherwise.
  ['zip', '504b(0304|0506|0708|3030504b0304)'],
  ['pcap', 'd4c3b2a1|a1b2c3d4|4d3cb2a1|a1b23c4d'],
  ['pcapng', '0a0d0d0a.{8}(1a2b3c4d|4d3c2b1a)'],
];

const UNZIP = 'Unpack it first and name what is in it';
const SAVE_AS_TEXT = 'Save what is in it as plain text';
const TEXT_WANTED = 'Give the terminal output as text, or a packet capture as pcap';

const REFUSED: [what: string, start: string, advice: string][] = [
  ['a 7-Zip archive', '377abcaf271c', UNZIP],
  ['a RAR archive', '526172211a07', UNZIP],
  ['an xz archive', 'fd377a585a00', 'Unpack it first: xz -dc FILE | fgtrace …'],
  ['a bzip2 archive', '425a683[1-9]314159', 'Unpack it first: bzip2 -dc FILE | fgtrace …'],
  ['an lz4 archive', '04224d18', 'Unpack it first: lz4 -dc FILE | fgtrace …'],
  ['a PDF document', '25504446', SAVE_AS_TEXT],
  ['an old Office document', 'd0cf11e0a1b11ae1', SAVE_AS_TEXT],
  ['an RTF document', '7b5c727466', SAVE_AS_TEXT],
  ['an image', '89504e470d0a1a0a|ffd8ff|47494638|52494646........57454250', TEXT_WANTED],
  ['a program', '7f454c46|4d5a90|cafebabe|cffaedfe', TEXT_WANTED],
  ['a database', '53514c69746520666f726d6174', TEXT_WANTED],
  ['a snoop capture', '736e6f6f7000', 'Convert it first: editcap -F pcap FILE out.pcap'],
];

/** A report that lies beside the captures it was made of quotes their lines: read, they would count twice. */
const OUR_REPORT =
  /^(?:\{\s*"schema": ?"fgtrace\.|# fgtrace: |<!DOCTYPE html>[^\0]{1,64}<meta name="generator" content="fgtrace"|(?:WORKED|FAILED|INCONCLUSIVE|DIFFERENT|ALIKE|CANNOT BE COMPARED) {2,}\S)/;

const starts = (hex: string, pattern: string): boolean => new RegExp(`^(?:${pattern})`).test(hex);

/** `head`: the first bytes, the more the better; 4 KiB are looked at. */
export function fileTypeOf(head: Buffer): Kind {
  const hex = head.toString('hex', 0, 32);
  const known = MAGIC.find(([, start]) => starts(hex, start));
  if (known) return { is: known[0] };
  const refused = REFUSED.find(([, start]) => starts(hex, start));
  if (refused) return { is: 'refused', what: refused[0], advice: refused[2] };
  if (head.toString('latin1', 257, 262) === 'ustar') return { is: 'tar' };
  if (OUR_REPORT.test(head.toString('latin1', 0, 128))) {
    const advice = 'Name the captures that it was made of';
    return { is: 'refused', what: 'a report of fgtrace, not a capture', advice, expected: true };
  }
  if (hex.startsWith('fffe')) return { is: 'text', encoding: 'utf-16le' };
  if (hex.startsWith('feff')) return { is: 'text', encoding: 'utf-16be' };
  return byStatistics(head.subarray(leadingNuls(head)).subarray(0, 4096));
}

/** A log whose first block a crash never wrote begins with NULs. One of them alone is half of a character in UTF-16. */
function leadingNuls(bytes: Buffer): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first > 3 && first < bytes.length ? first - (first % 2) : 0;
}

/** UTF-16 without a BOM has a NUL beside nearly every letter; other NULs in numbers are in no text. */
function byStatistics(head: Buffer): Kind {
  let even = 0;
  let odd = 0;
  let controls = 0;
  for (const [at, byte] of head.entries()) {
    if (byte === 0 && at % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
    else if (byte < 7 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  }
  const half = head.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return { is: 'text', encoding: 'utf-16le' };
  if (even > half * 0.4 && odd < half * 0.05) return { is: 'text', encoding: 'utf-16be' };
  if (controls + even + odd > Math.max(16, head.length * 0.3)) {
    return { is: 'refused', what: 'neither text nor a packet capture', advice: TEXT_WANTED };
  }
  return { is: 'text', encoding: 'utf-8' };
}
