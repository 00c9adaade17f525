import { withoutPrefix } from './line-prefix.js';

/** A row of a hex dump. Its last column may hold anything, so that a row must not be repaired. */
const ROW = /^(?:\s*0x[\da-f]{4}[\s:]|\d{6}\t)/;
const MAY_HOLD_ROW = /^.{1,40}?0x[\da-f]{4}[\s:]/;

/** No row is longer: a longer line holds several of them. */
export const LONGEST_HEX_ROW = 120;

/** The row that the line is, perhaps behind a prefix; null where it is none, or several. */
export function hexRowOf(line: string): string | null {
  if (line.length > LONGEST_HEX_ROW) return null;
  if (isRow(line)) return line;
  if (!MAY_HOLD_ROW.test(line)) return null;
  const bare = withoutPrefix(line, false);
  return isRow(bare) ? bare : null;
}

function isRow(line: string): boolean {
  const first = line.charCodeAt(0);
  return (first === 48 || first === 32 || first === 9) && ROW.test(line);
}
