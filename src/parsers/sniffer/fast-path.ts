import type { Block } from '../../events/line-block.js';
import type { Emit } from '../../events/events.js';
import type { SnifferPacket } from '../../events/sniffer.js';
import { NEWLINE, newlineAt } from '../bytes/bytes.js';
import type { Damaged, QuickRead } from '../parser.js';
import { LONGEST_HEX_ROW } from '../repair/hex-row.js';
import { isTerminalWidth } from '../../events/terminal-width.js';
import { isRow, type HexDump } from './hexdump.js';
import { createQuickHeader, newHeader, packetOfHeader } from './fast-header.js';

interface Tools {
  readonly begin: (printed: SnifferPacket, emit: Emit, damaged: Damaged) => void;
  readonly flush: (emit: Emit) => void;
  /** Called for a packet without a dump that nobody wants. */
  readonly passed: () => void;
  readonly dump: HexDump;
}

/** Whole header lines, the rows of their dumps, and blank lines. */
export function createQuickSniffer({ begin, flush, passed, dump }: Tools): QuickRead {
  /** Made when it is needed: its cache takes most of the time of reading a short file. */
  let made: ReturnType<typeof createQuickHeader> | undefined;
  /** `held` is the header that was read last: the next line shows whether it has a dump. */
  let [held, next] = [newHeader(), newHeader()];

  /** The newline behind a row that continues the packet's bytes, or -1. Its ASCII column may hold anything. */
  function rowAt({ bytes }: Block, start: number): number {
    let newline = start;
    while (bytes[newline] !== NEWLINE) newline += 1;
    return newline - start <= LONGEST_HEX_ROW && dump.quick(bytes, start) ? newline : -1;
  }

  return (block, { file, line, emit, damaged, interest }) => {
    const readHeader = (made ??= createQuickHeader());
    const { bytes, end } = block;
    let [lines, records, blank] = [0, 0, 0];
    let holds = false;
    /** False: somebody wants its text, and that has to be cleaned first. */
    const beginHeld = (): boolean => {
      if (holds && held.leftover !== undefined) return false;
      if (holds) begin(packetOfHeader(held, block), emit, damaged);
      holds = false;
      return true;
    };
    /** The next header shows that the one before has no dump, and so may pass. */
    const askForHeld = (): void => {
      if (!holds || interest === undefined) return;
      flush(emit);
      holds = interest.packet(held);
      if (holds) return;
      passed();
      if (held.leftover === 'repeated-tail') damaged(held.leftover, held.line);
    };
    for (; block.at <= end; lines++) {
      const start = block.at;
      let newline: number;
      if (isRow(bytes, start)) {
        newline = beginHeld() ? rowAt(block, start) : -1;
        if (newline < 0) break;
      } else if ((newline = newlineAt(bytes, start)) >= 0) {
        if (!beginHeld()) break;
        blank += 1;
      } else {
        if (!readHeader(next, block, start)) break;
        next.file = file;
        next.line = line + lines;
        newline = next.newline;
        askForHeld();
        if (!beginHeld()) break;
        [held, next] = [next, held];
        holds = true;
        records += 1;
      }
      block.at = newline + 1;
    }
    if (holds && (held.leftover !== undefined || isTerminalWidth(held.end - held.start))) {
      // The header ends at a terminal's width, and no line behind it shows yet that it was not cut there. Or it is wanted
      // with what stands behind it.
      block.at = held.start;
      return { lines: lines - 1, records: records - 1, blank };
    }
    beginHeld();
    return { lines, records, blank };
  };
}
