import type { Block } from '../../block.js';
import type { Emit, SnifferPacket } from '../../events.js';
import { LONGEST_LINE, newlineAt } from '../bytes.js';
import type { Damaged, QuickRead } from '../parser.js';
import { isTerminalWidth } from '../wrapped.js';
import { isRow, type HexDump } from './hexdump.js';
import { createQuickHeader } from './quick-header.js';

interface Tools {
  readonly begin: (printed: SnifferPacket, line: string, emit: Emit, damaged: Damaged) => void;
  readonly dump: HexDump;
}

/** Whole header lines, the rows of their dumps, and blank lines. */
export function createQuickSniffer({ begin, dump }: Tools): QuickRead {
  const header = createQuickHeader();

  /** The newline of a row that goes on with the bytes of the packet, or -1. Its ASCII column may hold anything. */
  function rowAt({ text, bytes, end }: Block, start: number): number {
    const found = text.indexOf('\n', start);
    const newline = found < 0 ? end : found;
    return newline - start <= LONGEST_LINE && dump.quick(bytes, start) ? newline : -1;
  }

  /** Whether a line begins there that does not go on with the one before, which a terminal might have cut. */
  function beginsAnew(block: Block, at: number): boolean {
    if (at > block.end) return false;
    return newlineAt(block.bytes, at) >= 0 || isRow(block.bytes, at) || header.at(block, at, '', 0) !== null;
  }

  return (block, { file, line, emit, damaged }) => {
    const { bytes, end } = block;
    let [lines, records, blank] = [0, 0, 0];
    for (; block.at <= end; lines++) {
      const start = block.at;
      let newline: number;
      if (isRow(bytes, start)) {
        newline = rowAt(block, start);
        if (newline < 0) break;
      } else if ((newline = newlineAt(bytes, start)) >= 0) blank += 1;
      else {
        const printed = header.at(block, start, file, line + lines);
        if (printed === null) break;
        newline = header.newline();
        const { text } = printed.origin;
        if (isTerminalWidth(text.length) && !beginsAnew(block, newline + 1)) break;
        begin(printed, text, emit, damaged);
        records += 1;
      }
      block.at = newline + 1;
    }
    return { lines, records, blank };
  };
}
