import { latin1 } from '../dissect/bytes.js';
import { dissectFrame, ETHERNET, RAW_IP } from '../dissect/frame.js';
import { createSaidFinder, type SaidFinder } from '../secrets/said.js';
import type { TextSpan } from '../secrets/span.js';
import type { SourceLine } from './source-line.js';

/** A row of a hex dump: its offset, and the bytes behind it. */
const ROW = /^(?<offset>\s*0x[\da-f]{4}[\s:]\s*)(?<digits>(?:[\da-f]{2,4} ?)+)/i;
const STAR = 0x2a;

/** The interface, the direction and both ends in the line above a dump. */
const WAY = /(?:\S{1,64} (?:in|out|--) )?\S{1,64} -> \S{1,64}(?=: |$)/;

/** The lines with the passwords masked that hex dumps hold in the clear. All else stays as it was printed. */
export function withMaskedDumps(lines: readonly SourceLine[]): SourceLine[] {
  const secretsIn = createSaidFinder();
  const masked: SourceLine[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (end < lines.length && ROW.test(lines[end]?.text ?? '')) end += 1;
    if (end === at) masked.push(...lines.slice(at, (end += 1)));
    else masked.push(...withMaskedDump(lines.slice(at, end), lines[at - 1], secretsIn));
    at = end;
  }
  return masked;
}

function withMaskedDump(
  rows: readonly SourceLine[],
  head: SourceLine | undefined,
  secretsIn: SaidFinder,
): readonly SourceLine[] {
  const bytes = rows.map(({ text }) => bytesOf(text));
  const way = `${head?.file ?? ''} ${WAY.exec(head?.text ?? '')?.[0] ?? ''}`;
  const spans = secretsInFrame(Uint8Array.from(bytes.flat()), way, secretsIn);
  if (spans.length === 0) return rows;
  let start = 0;
  return rows.map((row, nth) => {
    const length = bytes[nth]?.length ?? 0;
    const places = Array.from({ length }, (_, at) => at).filter((at) =>
      spans.some(({ from, to }) => start + at >= from && start + at < to),
    );
    start += length;
    return { ...row, text: starred(row.text, length, places) };
  });
}

/** A dump begins with the Ethernet header or with the IP packet. Of what is neither, all bytes are looked through. */
function secretsInFrame(frame: Uint8Array, way: string, secretsIn: SaidFinder): TextSpan[] {
  const packet = [ETHERNET, RAW_IP]
    .map((link) => dissectFrame(frame, link))
    .find(({ payload }) => payload !== undefined);
  const payload = packet?.payload ?? frame;
  const start = payload.byteOffset - frame.byteOffset;
  return secretsIn({ way, sequence: packet?.tcp?.seq, text: latin1(payload) }).map(({ from, to }) => ({
    from: start + from,
    to: start + to,
  }));
}

function bytesOf(row: string): number[] {
  const digits = ROW.exec(row)?.groups?.['digits']?.replaceAll(' ', '').slice(0, 32) ?? '';
  return (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** Overwrites bytes of a row, in its digits and in the readable column at its end. */
function starred(row: string, length: number, places: readonly number[]): string {
  if (places.length === 0) return row;
  const { offset = '', digits = '' } = ROW.exec(row)?.groups ?? {};
  const letters = row.split('');
  let digit = 0;
  for (let at = offset.length; at < offset.length + digits.length; at++) {
    if (letters[at] === ' ') continue;
    if (places.includes(digit >> 1)) letters[at] = STAR.toString(16).charAt(digit & 1);
    digit += 1;
  }
  for (const place of places)
    letters[Math.max(offset.length + digits.length, row.length - length + place)] = '*';
  return letters.join('');
}
