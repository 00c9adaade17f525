import { cleanLine, needsCleaning, straightQuotes } from './clean.js';
import type { Damaged, LogRecord } from '../parser.js';
import { pieces } from './split-glued.js';
import { withoutPrefix } from './line-prefix.js';
import { afterPrompt, beginsRecord, startOf, type Start } from './record-start.js';
import { beginsOther, isTerminalWidth, joinLines, openGrammar, stillOpen } from './unwrap.js';
import type { Grammar } from './open-records.js';

/**
 * Lines into logical records. What was done or found is told by these kinds:
 *
 * | kind | what |
 * | --- | --- |
 * | `control-bytes` | terminal escapes, NUL or backspaces were taken out |
 * | `html-entities` | `-&gt;`, `&quot;` were put back |
 * | `markup` | tags of a page, or the stars and backticks of emphasis, were taken out |
 * | `typographic-quotes` | curly quotes were made straight |
 * | `repeated-tail` | the end of a line, printed once more after a run of blanks, was taken out |
 * | `glued-records` | a line held several records |
 * | `wrapped-record` | several lines were one record |
 * | `stray-blanks` | blanks inside an address were taken out |
 * | `truncated-record` | a record breaks off; what is certain of it is kept |
 * | `lost-tuple` | the page took `10.0.0.1:21->…` for markup |
 * | `unread-record` | a line begins as a record does, and says nothing that is known |
 * | `masked-address` | somebody wrote `XX` into an address |
 *
 * Remarks, prompts and blanks of other widths are no damage.
 */
export interface Repair {
  readonly line: (text: string) => void;
  /** The number of the next line; undefined while one waits for its rest. */
  readonly next: () => number | undefined;
  /** So many lines were taken before they came here. */
  readonly skip: (lines: number) => void;
  readonly end: () => void;
}

/** Takes a logical record, the number of lines it stands for, and the source that its beginning tells. */
export type TakeRecord = (record: LogRecord, lines: number, start: Start) => void;

interface Piece {
  readonly text: string;
  readonly raw: string;
  readonly line: number;
  /** 1 for one piece of each line, so that lines can be counted. */
  readonly lines: number;
  readonly start: Start;
  /** Of its last line as it was printed: a terminal cuts all long lines alike. */
  readonly width: number;
}

/** The rows of a hex dump: their last column may hold anything, so they pass as they are. */
const HEX = /^(?:\s*0x[\da-f]{4}[\s:]|\d{6}\t)/;
/** No row is longer: what is holds several. */
export const LONGEST_HEX_ROW = 120;

function isHex(line: string): boolean {
  const first = line.charCodeAt(0);
  return (first === 48 || first === 32 || first === 9) && HEX.test(line);
}

/** The row of a hex dump that the line is, perhaps behind a prefix; null where it is none, or several. */
function hexRowOf(line: string): string | null {
  if (line.length > LONGEST_HEX_ROW) return null;
  if (isHex(line)) return line;
  if (!MAY_HOLD_ROW.test(line)) return null;
  const bare = withoutPrefix(line, false);
  return isHex(bare) ? bare : null;
}

const MAY_HOLD_ROW = /^.{1,40}?0x[\da-f]{4}[\s:]/;

/** How many lines, blank ones too, an open record waits for its end. */
const MAX_WAITING_LINES = 8;

export function createRepair(file: string, take: TakeRecord, damaged: Damaged): Repair {
  let line = 0;
  let waiting: Piece[] = [];
  let grammar: Grammar | null = null;

  const tell = (kind: string): void => {
    damaged(kind, line);
  };
  const pass = ({ text, raw, line, lines, start }: Piece): void => {
    take({ text, origin: { file, line, text: raw } }, lines, start);
  };
  const release = (): void => {
    const pieces = waiting;
    waiting = [];
    pieces.forEach(pass);
  };

  /** True where the piece was taken as a possible continuation of the open record. */
  const continues = (piece: Piece, last: boolean): boolean => {
    const first = waiting[0];
    if (first === undefined || grammar === null) return false;
    if (piece.start !== null || beginsOther(piece.text)) {
      release();
      return false;
    }
    waiting.push(piece);
    if (piece.text === '') {
      if (grammar.guessed || waiting.length > MAX_WAITING_LINES) release();
      return true;
    }
    // A quote whose `msg=` stands on another line was left as it is: nothing showed that it is the record's.
    const texts = waiting.map((part) => straightQuotes(part.text)).filter((text) => text !== '');
    if (stillOpen(grammar, texts)) {
      if (!last || waiting.length > MAX_WAITING_LINES) release();
      return true;
    }
    const text = joinLines(grammar, texts);
    if (text === null) {
      const wider = piece.width === first.width && isTerminalWidth(first.width);
      if (!last || !wider || waiting.length > MAX_WAITING_LINES) release();
    } else {
      const lines = waiting.reduce((sum, part) => sum + part.lines, 0);
      if (waiting.some((part) => straightQuotes(part.text) !== part.text)) {
        damaged('typographic-quotes', first.line);
      }
      waiting = [];
      damaged('wrapped-record', first.line);
      add({ text, raw: text, line: first.line, lines, start: startOf(text), width: piece.width }, last);
    }
    return true;
  };

  const add = (piece: Piece, last: boolean): void => {
    if (waiting.length > 0 && continues(piece, last)) return;
    if (last) grammar = openGrammar(piece.text, piece.start, piece.width);
    if (last && grammar !== null) waiting = [piece];
    else pass(piece);
  };

  const cut = (parts: readonly string[], width: number): void => {
    tell('glued-records');
    const counted = Math.max(
      parts.findIndex((part) => beginsRecord(part)),
      0,
    );
    parts.forEach((text, at) => {
      add(
        { text, raw: text, line, lines: at === counted ? 1 : 0, start: startOf(text), width },
        at === parts.length - 1,
      );
    });
  };

  return {
    line(raw) {
      line++;
      const whole = raw.endsWith('\r') ? raw.replace(/(?<!\r)\r+$/, '') : raw;
      const row = hexRowOf(whole);
      if (row !== null) {
        release();
        pass({ text: row, raw: whole, line, lines: 1, start: null, width: 0 });
        return;
      }
      let text = needsCleaning(whole) ? cleanLine(whole, tell) : whole;
      let start = startOf(text);
      if (start === null) {
        const bare = withoutPrefix(text, waiting.length > 0);
        const rest = afterPrompt(bare) ?? bare.trimStart();
        if (rest.length < text.length) start = startOf(rest);
        text = start === null ? bare : rest;
      }
      const parts = pieces(text, start);
      if (parts === null) add({ text, raw: whole, line, lines: 1, start, width: whole.length }, true);
      else cut(parts, whole.length);
    },
    next: () => (waiting.length === 0 ? line + 1 : undefined),
    skip(lines) {
      line += lines;
    },
    end: release,
  };
}
