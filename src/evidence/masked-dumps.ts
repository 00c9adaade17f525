import { latin1 } from '../dissect/bytes.js';
import { dissectFrame } from '../dissect/frame.js';
import { linkTypeOf, rowOf, rowWith, type HexRow } from '../dissect/hex-rows.js';
import { createSaidFinder, type SaidFinder } from '../secrets/said.js';
import { overlap, type TextSpan } from '../secrets/span.js';
import type { SourceLine } from './source-line.js';

const STAR = 0x2a;

/** The interface, the direction and both ends in the line above a dump. */
const WAY = /(?:\S{1,64} (?:in|out|--) )?\S{1,64} -> \S{1,64}(?=: |$)/;

interface DumpRow {
  readonly line: SourceLine;
  readonly row: HexRow;
}

/** The lines with the passwords masked that hex dumps hold in the clear. All else stays as it was printed. */
export function withMaskedDumps(lines: readonly SourceLine[]): SourceLine[] {
  const secretsIn = createSaidFinder();
  const masked: SourceLine[] = [];
  let head: SourceLine | undefined;
  let dump: DumpRow[] = [];
  for (const line of lines) {
    const row = rowOf(line.text);
    if (row !== null) {
      dump.push({ line, row });
      continue;
    }
    masked.push(...maskedDump(dump, head, secretsIn), line);
    head = line;
    dump = [];
  }
  return [...masked, ...maskedDump(dump, head, secretsIn)];
}

function maskedDump(
  dump: readonly DumpRow[],
  head: SourceLine | undefined,
  secretsIn: SaidFinder,
): SourceLine[] {
  const frame = Uint8Array.from(dump.flatMap(({ row }) => [...row.bytes]));
  const secrets = secretsInFrame(frame, head, secretsIn);
  for (const { from, to } of secrets) frame.fill(STAR, from, to);
  let to = 0;
  return dump.map(({ line, row }) => {
    const from = to;
    to += row.bytes.length;
    const isHit = secrets.some((secret) => overlap(secret, { from, to }));
    return isHit ? { ...line, text: rowWith(row, frame.subarray(from, to)) } : line;
  });
}

/** Of what is no packet, all bytes are looked through. */
function secretsInFrame(frame: Uint8Array, head: SourceLine | undefined, secretsIn: SaidFinder): TextSpan[] {
  if (frame.length === 0) return [];
  const { file = '', text = '' } = head ?? {};
  const { payload = frame, tcp } = dissectFrame(frame, linkTypeOf(frame, text));
  const start = payload.byteOffset - frame.byteOffset;
  const way = `${file} ${WAY.exec(text)?.[0] ?? ''}`;
  return secretsIn({ way, sequence: tcp?.seq, text: latin1(payload) }).map(({ from, to }) => ({
    from: start + from,
    to: start + to,
  }));
}
