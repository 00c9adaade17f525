import type { Block } from '../../events/line-block.js';
import type { Emit } from '../../events/events.js';
import type { WadMessage } from '../../events/wad.js';
import type { Origin } from '../../events/record.js';
import { after, afterBlanks, isDigit, literal, LONGEST_LINE, newlineAt, UNDERSCORE } from '../bytes/bytes.js';
import type { LineClaim, Damaged, LogRecord, QuickRead } from '../parser.js';
import { isTerminalWidth } from '../../events/terminal-width.js';
import { openGrammar } from '../repair/unwrap.js';
import { holdsMarks, scanWadMessage } from './scan.js';
import { maskedText } from './mask-password.js';
import { message } from './prefix.js';
import { createQuickHead, isCapital, type QuickHead } from './fast-head.js';

const FTP = literal('wad_ftp');
const EXPECTATION = literal('wad_exp');
const CONTROL_TUPLE = literal('Control session tuple: ');
const EXPECT_TUPLE = literal('Expect session tuple: ');
const REDIRECT = literal('redirect: ');
const DIRECTION = literal('dir ');
const REMOVED = literal('removed command ');
const [LETTER_C, LETTER_D, LETTER_E] = [67, 100, 69] as const;
const [LETTER_B, LETTER_F, LETTER_R] = [98, 102, 114] as const;

interface Tools {
  readonly timed: (line: WadMessage, emit: Emit) => void;
  /** For a timed line that nobody wants, except as the owner of the untimed lines that may follow it. */
  readonly passed: (record: LogRecord, func: string, message: string, emit: Emit) => void;
  readonly untimed: (record: LogRecord, emit: Emit, damaged: Damaged) => LineClaim;
  /** Whether the text of a web request is being printed. */
  readonly inRequest: () => boolean;
  /** Whether an untimed line waits for the timed one that it belongs to. */
  readonly awaitsOwner: () => boolean;
}

/** Reads timed lines of WAD functions, untimed lines of pinholes and commands, web requests and blank lines. */
export function createQuickWad({ timed, passed, untimed, inRequest, awaitsOwner }: Tools): QuickRead {
  const headAt = createQuickHead();

  /** A line that ends at a terminal's width is whole only if the next one is timed or blank. */
  function isWhole(block: Block, length: number, newline: number): boolean {
    if (!isTerminalWidth(length)) return true;
    const next = newline + 1;
    return next <= block.end && (newlineAt(block.bytes, next) >= 0 || headAt(block, next) !== null);
  }

  /** The end of an untimed line that is plain and whole, or -1. */
  function untimedEnd({ bytes, view, slice }: Block, start: number): number {
    const from = behindWords(bytes, view, start);
    const request = inRequest() && isCapital(bytes[start]) && !isDigit(bytes[start + 1]);
    if (from < 0 && !request) return -1;
    const to = scanWadMessage(bytes, view, Math.max(start, from));
    const newline = to < 0 || holdsMarks() ? -1 : newlineAt(bytes, to);
    if (newline < 0 || newline - start > LONGEST_LINE) return -1;
    return from < 0 || openGrammar(slice(start, to), null, to - start) === null ? to : -1;
  }

  return (block, { file, line, emit, damaged, interest }) => {
    const { bytes, view, slice, end } = block;
    let [lines, records, blank] = [0, 0, 0];

    const originOf = (from: number, to: number): Origin => ({
      file,
      line: line + lines,
      text: slice(from, to),
    });
    const timedAt = (start: number, head: QuickHead): boolean => {
      const { stamp, newline, to } = head;
      const origin = originOf(start, to);
      const { text } = origin;
      const func = text.slice(head.funcFrom - start, head.funcTo - start);
      const said = text.slice(head.from - start);
      if (interest?.otherWad === false && !isJoining(view, bytes, head.funcFrom)) {
        if (!isWhole(block, to - start, newline)) return false;
        passed({ text, origin }, func, said, emit);
        interest.passed('wad', file, stamp);
      } else {
        const id = text.slice(head.idFrom - start, head.idTo - start);
        if (!isWhole(block, to - start, newline)) return false;
        if (interest !== undefined && isMuteLine(said) && !awaitsOwner()) {
          passed({ text, origin }, func, said, emit);
          if (interest.alive({ source: 'wad', origin, stamp, wadSession: id, mask: maskedText }))
            timed(message(origin, stamp, id, head.pid, func, said), emit);
        } else timed(message(origin, stamp, id, head.pid, func, said), emit);
      }
      block.at = newline + 1;
      return true;
    };

    for (; block.at <= end; lines++) {
      const start = block.at;
      const newline = newlineAt(bytes, start);
      if (newline >= 0) {
        block.at = newline + 1;
        blank += 1;
        continue;
      }
      const head = headAt(block, start);
      if (head !== null) {
        if (!timedAt(start, head)) break;
        records += 1;
        continue;
      }
      const to = untimedEnd(block, start);
      if (to < 0) break;
      const origin = originOf(start, to);
      if (untimed({ text: origin.text.trimStart(), origin }, emit, damaged) === null) break;
      block.at = newlineAt(bytes, to) + 1;
    }
    return { lines, records, blank };
  };
}

/** The place behind the first words of an untimed line, or -1; only lines with `dir` are indented. */
function behindWords(bytes: Uint8Array, view: DataView, start: number): number {
  const from = afterBlanks(bytes, start);
  if (bytes[from] === LETTER_D) return after(view, from, DIRECTION);
  if (from > start) return -1;
  if (bytes[from] === LETTER_C) return after(view, from, CONTROL_TUPLE);
  if (bytes[from] === LETTER_E) return after(view, from, EXPECT_TUPLE);
  return Math.max(after(view, from, REMOVED), after(view, from, REDIRECT));
}

/** Whether the message tells nothing that joins, and not that an expectation was freed. */
function isMuteLine(said: string): boolean {
  const first = said.charCodeAt(0);
  if (first === LETTER_B || first === LETTER_F || first === LETTER_R) {
    if (said.startsWith('bound to') || said.startsWith('forwarded') || said.startsWith('removed'))
      return false;
  }
  return !said.includes('offer_ip') && !said.includes('exp=0x');
}

function isJoining(view: DataView, bytes: Uint8Array, func: number): boolean {
  let at = func;
  while (bytes[at] === UNDERSCORE) at += 1;
  return after(view, at, FTP) > 0 || after(view, at, EXPECTATION) > 0;
}
