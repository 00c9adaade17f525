import type { Block } from '../../events/line-block.js';
import type { Stamp } from '../../events/record.js';
import {
  after,
  afterBlanks,
  afterDigits,
  afterWord,
  behindNumber,
  BLANK,
  literal,
  LONG_RUN,
  LONGEST_LINE,
  newlineAt,
  numberAt,
  UNDERSCORE,
} from '../bytes/bytes.js';
import { createQuickStamp } from '../bytes/stamp.js';
import { saysMore } from '../repair/open-records.js';
import { asksForMore, scanWadMessage } from './scan.js';

const PID = literal('[p:');
const SESSION = literal('[s:');
const REPLY = literal('[r:');
const WAD = literal('wad_');
const CALLED = literal('): ');
const REPLY_CODE = literal('reply code=');
const STAMP = '2021-07-26 21:00:00.106634 '.length;
const [DASH, SLASH, PAREN, COLON, BRACKET, CLOSED] = [45, 47, 40, 58, 91, 93] as const;
const [LETTER_A, LETTER_Z] = [65, 90] as const;

/** Where the parts of a timed line stand in its block. One object serves all lines. */
export interface QuickHead {
  stamp: Stamp;
  pid: number | undefined;
  idFrom: number;
  idTo: number;
  funcFrom: number;
  funcTo: number;
  /** The message. */
  from: number;
  to: number;
  newline: number;
}

/** Reads a timed line of a WAD function as it is printed since 6.0, if it is plain and whole; null for any other. */
export function createQuickHead(): (block: Block, start: number) => QuickHead | null {
  const stamps = createQuickStamp();
  const stamp: Stamp = { at: 0, width: 1, printed: '', relative: false };
  const head: QuickHead = {
    ...{ stamp, pid: undefined, idFrom: 0, idTo: 0, funcFrom: 0, funcTo: 0, from: 0, to: 0, newline: 0 },
  };

  /** Behind level and stamp. */
  function timed(block: Block, start: number): number {
    const { bytes } = block;
    let at = start;
    if (bytes[at] === BRACKET && isCapital(bytes[at + 1]) && bytes[at + 2] === CLOSED) at += 3;
    else if (isCapital(bytes[at])) at += 1;
    const read = bytes[at + 4] === DASH ? stamps.at(block, at) : undefined;
    if (read === undefined) return -1;
    head.stamp = read;
    return at + STAMP;
  }

  /** Behind `[p:508][s:5141][r:7] `. */
  function tagged({ bytes, view }: Block, from: number): number {
    let at = from;
    const pid = after(view, at, PID);
    head.pid = undefined;
    if (pid > 0) {
      head.pid = numberAt(bytes, pid);
      at = behindNumber();
      if (head.pid < 0 || bytes[at] !== CLOSED) return -1;
      at += 1;
    }
    head.idFrom = after(view, at, SESSION);
    head.idTo = afterDigits(bytes, head.idFrom);
    if (head.idFrom < 0 || head.idTo === head.idFrom || bytes[head.idTo] !== CLOSED) return -1;
    at = head.idTo + 1;
    const reply = after(view, at, REPLY);
    if (reply > 0) {
      at = afterDigits(bytes, reply);
      if (bytes[at] !== CLOSED) return -1;
      at += 1;
    }
    return bytes[at] === BLANK ? at + 1 : at;
  }

  return (block, start) => {
    const { bytes, view, slice } = block;
    const stamped = timed(block, start);
    const from = stamped < 0 ? -1 : tagged(block, stamped);
    if (from < 0) return null;
    let at = from;
    while (bytes[at] === UNDERSCORE) at += 1;
    const named = after(view, at, WAD);
    head.funcFrom = from;
    head.funcTo = afterWord(bytes, named);
    if (named < 0 || head.funcTo === named) return null;
    // The last letter before a long run of blanks. A line that ends in it may be one whose end was printed twice.
    let repeated: number | undefined;
    at = head.funcTo;
    if (bytes[at] === PAREN) {
      const digits = afterDigits(bytes, at + 1);
      at = digits > at + 1 ? after(view, digits, CALLED) : -1;
    } else {
      const colon = afterBlanks(bytes, at);
      if (colon - at >= LONG_RUN) repeated = bytes[at - 1];
      const digits = bytes[colon] === COLON ? afterDigits(bytes, colon + 1) : 0;
      at = digits > colon + 1 && bytes[digits] === BLANK ? afterBlanks(bytes, digits) : -1;
      if (at - digits >= LONG_RUN) repeated = bytes[digits - 1];
    }
    if (at < 0 || bytes[at] === BLANK || bytes[at] === COLON || bytes[at] === SLASH) return null;
    head.from = at;
    head.to = scanWadMessage(bytes, view, at);
    const last = bytes[head.to - 1];
    if (head.to <= at || last === BLANK || last === repeated) return null;
    head.newline = newlineAt(bytes, head.to);
    if (head.newline < 0 || head.newline - start > LONGEST_LINE) return null;
    if (asksForMore() && !endsInCode(block, head.to) && saysMore(slice(start, head.to))) return null;
    return head;
  };
}

/** Whether the line ends with the code of a forwarded reply, and so is whole. Most lines that ask for more are such. */
function endsInCode({ bytes, view }: Block, to: number): boolean {
  const code = after(view, to - REPLY_CODE.length - 3, REPLY_CODE);
  return code > 0 && afterDigits(bytes, code) === to;
}

export function isCapital(byte: number | undefined): boolean {
  return byte !== undefined && byte >= LETTER_A && byte <= LETTER_Z;
}
