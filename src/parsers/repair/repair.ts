import { isTerminalWidth } from '../../events/terminal-width.js';
import { cleanLine, needsCleaning, straightQuotes } from './clean.js';
import type { Damaged, LogRecord } from '../parser.js';
import { hexRowOf } from './hex-row.js';
import { pieces } from './split-glued.js';
import { withoutPrefix } from './line-prefix.js';
import { beginsRecord, startOf, type Start } from '../../events/record-start.js';
import { afterPrompt } from './prompt.js';
import { beginsOther, joinLines, openGrammar, stillOpen } from './unwrap.js';
import type { Grammar } from './open-records.js';

/**
 * Turns lines into logical records. What was mended or found on the way is reported as damage of these kinds:
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
 * | `lost-tuple` | a page took `10.0.0.1:21->…` for markup and dropped it |
 * | `unread-record` | a line begins as a record does, but no parser understands the rest |
 * | `masked-address` | somebody wrote `XX` into an address |
 *
 * Remarks, prompts and blanks of other widths are no damage.
 */
export interface Repair {
  readonly line: (text: string) => void;
  /** The number of the next line; undefined while a line waits for its rest. */
  readonly next: () => number | undefined;
  /** This many lines were read on the quick way, past the repair. */
  readonly skip: (lines: number) => void;
  readonly end: () => void;
}

/** Takes a logical record, the number of lines it stands for, and the source that its beginning tells. */
export type TakeRecord = (record: LogRecord, lines: number, start: Start) => void;

interface Piece {
  readonly text: string;
  readonly raw: string;
  readonly line: number;
  /** How many lines it counts for: of the pieces of one line only one counts. */
  readonly lines: number;
  readonly start: Start;
  /** The length of its last line as it was printed: a terminal cuts all long lines at the same one. */
  readonly width: number;
}

/** How many lines, blank ones too, an open record waits for its end. */
const MAX_WAITING_LINES = 8;

interface State {
  readonly file: string;
  readonly take: TakeRecord;
  readonly damaged: Damaged;
  /** The number of the line that was read last. */
  line: number;
  /** The lines of an open record, and by what it is known to be whole. */
  waiting: Piece[];
  grammar: Grammar | null;
}

export function createRepair(file: string, take: TakeRecord, damaged: Damaged): Repair {
  const state: State = { file, take, damaged, line: 0, waiting: [], grammar: null };
  const tell = (kind: string): void => {
    damaged(kind, state.line);
  };
  return {
    line(raw) {
      state.line++;
      readLine(state, raw, tell);
    },
    next: () => (state.waiting.length === 0 ? state.line + 1 : undefined),
    skip(lines) {
      state.line += lines;
    },
    end() {
      release(state);
    },
  };
}

function readLine(state: State, raw: string, tell: (kind: string) => void): void {
  const { line, waiting } = state;
  const whole = raw.endsWith('\r') ? raw.replace(/(?<!\r)\r+$/, '') : raw;
  const row = hexRowOf(whole);
  if (row !== null) {
    release(state);
    pass(state, { text: row, raw: whole, line, lines: 1, start: null, width: 0 });
    return;
  }
  let text = needsCleaning(whole) ? cleanLine(whole, tell, waiting.length > 0) : whole;
  let start = startOf(text);
  if (start === null) {
    const bare = withoutPrefix(text, waiting.length > 0);
    const rest = afterPrompt(bare) ?? bare.trimStart();
    if (rest.length < text.length) start = startOf(rest);
    text = start === null ? bare : rest;
  }
  const parts = pieces(text, start);
  if (parts === null) add(state, { text, raw: whole, line, lines: 1, start, width: whole.length }, true);
  else addAll(state, parts, whole.length);
}

/** Adds the records that one line held. The line counts for the first of them that begins as a record does. */
function addAll(state: State, parts: readonly string[], width: number): void {
  const { line } = state;
  state.damaged('glued-records', line);
  const counted = Math.max(
    parts.findIndex((part) => beginsRecord(part)),
    0,
  );
  parts.forEach((text, at) => {
    const lines = at === counted ? 1 : 0;
    add(state, { text, raw: text, line, lines, start: startOf(text), width }, at === parts.length - 1);
  });
}

/** `last`: the piece ends its line, so that the record may go on in the next one. */
function add(state: State, piece: Piece, last: boolean): void {
  if (state.waiting.length > 0 && continues(state, piece, last)) return;
  if (last) state.grammar = openGrammar(piece.text, piece.start, piece.width);
  if (last && state.grammar !== null) state.waiting = [piece];
  else pass(state, piece);
}

/** True where the piece was taken as a possible continuation of the open record. */
function continues(state: State, piece: Piece, last: boolean): boolean {
  const { waiting, grammar } = state;
  const [first] = waiting;
  if (first === undefined || grammar === null) return false;
  if (piece.start !== null || beginsOther(piece.text)) {
    release(state);
    return false;
  }
  waiting.push(piece);
  const tooMany = waiting.length > MAX_WAITING_LINES;
  if (piece.text === '') {
    if (grammar.guessed || tooMany) release(state);
    return true;
  }
  // Cleaning leaves curly quotes alone where no `msg=` stands on the line: only here is it known that a record has them.
  const texts = waiting.map((part) => straightQuotes(part.text)).filter((text) => text !== '');
  if (stillOpen(grammar, texts)) {
    if (!last || tooMany) release(state);
    return true;
  }
  const text = joinLines(grammar, texts);
  if (text !== null) addJoined(state, text, piece.width, last);
  else {
    const mayBeCutAgain = piece.width === first.width && isTerminalWidth(first.width);
    if (!last || !mayBeCutAgain || tooMany) release(state);
  }
  return true;
}

/** Adds the one record that all waiting lines make. */
function addJoined(state: State, text: string, width: number, last: boolean): void {
  const { waiting, damaged } = state;
  const line = waiting[0]?.line ?? state.line;
  const lines = waiting.reduce((sum, part) => sum + part.lines, 0);
  if (waiting.some((part) => straightQuotes(part.text) !== part.text)) damaged('typographic-quotes', line);
  damaged('wrapped-record', line);
  state.waiting = [];
  add(state, { text, raw: text, line, lines, start: startOf(text), width }, last);
}

/** Passes the waiting lines on as they are. */
function release(state: State): void {
  const { waiting } = state;
  state.waiting = [];
  for (const piece of waiting) pass(state, piece);
}

function pass({ file, take }: State, { text, raw, line, lines, start }: Piece): void {
  take({ text, origin: { file, line, text: raw } }, lines, start);
}
