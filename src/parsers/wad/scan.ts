import { after, afterBlanks, afterDigits, BLANK, isDigit, literal, LONG_RUN } from '../bytes/bytes.js';

/** 0 for characters that are plain text. The others end the line, or may be a sign that it is not what it seems. */
const [ENDS, SPACE, COLON, DOT, EQUALS, MARK] = [1, 2, 3, 4, 5, 6] as const;
const SIGNS = new Uint8Array(256).fill(ENDS, 0, 32).fill(ENDS, 127);
for (const [sign, characters] of [
  [ENDS, '&<*`'],
  [SPACE, ' '],
  [COLON, ':'],
  [DOT, '.'],
  [EQUALS, '='],
  [MARK, '#$'],
] as const) {
  for (const character of characters) SIGNS[character.charCodeAt(0)] = sign;
}

const [SLASH, ANOTHER_COLON, LETTER_D, LETTER_E, LETTER_T] = [47, 58, 100, 101, 116] as const;
/** Words that show a second record on the line, and where in them the sign stands that is looked for. */
const TRACE = literal('trace_id=');
const TUPLE = literal('session tuple: ');
const REDIRECT = literal('redirect: ');
const [TRACE_SIGN, TUPLE_SIGN, REDIRECT_SIGN] = [
  'trace_id'.length,
  'session tuple'.length,
  'redirect'.length,
];
/** Messages that surely go on after these words: whether they are whole has to be checked. */
const OFFER = literal('offer_ip=');
const BOUND = literal('bound to proto=');
const FORWARDED = literal('forwarded reply to client');

let more = false;
let marks = false;
/** About the message that was scanned last: whether it must go on, and whether it holds a `#` or `$` as prompts do. */
export const asksForMore = (): boolean => more;
export const holdsMarks = (): boolean => marks;

/** The place where the plain text ends; -1 where cleaning might change the line, or split it into two records. */
export function scanWadMessage(bytes: Uint8Array, view: DataView, from: number): number {
  marks = false;
  more = wantsMore(view, from);
  for (let at = from; ; at++) {
    const sign = SIGNS[bytes[at] ?? 0] ?? ENDS;
    if (sign === 0) continue;
    if (sign === SPACE) {
      if (bytes[at + 1] !== BLANK) continue;
      const next = afterBlanks(bytes, at);
      if (next - at >= LONG_RUN || (bytes[next] === SLASH && bytes[next + 1] === SLASH)) return -1;
      at = next - 1;
    } else if (sign === DOT) {
      if (bytes[at + 7] === BLANK && isDigit(bytes[at - 1]) && afterDigits(bytes, at + 1) === at + 7)
        return -1;
    } else if (sign === EQUALS) {
      if (bytes[at - 1] === LETTER_D && after(view, at - TRACE_SIGN, TRACE) > 0) return -1;
    } else if (sign === COLON) {
      if (startsAnother(bytes, view, at)) return -1;
      const next = afterBlanks(bytes, afterDigits(bytes, at + 1));
      if (wantsMore(view, next)) more = true;
    } else if (sign === MARK) marks = true;
    else return at;
  }
}

function startsAnother(bytes: Uint8Array, view: DataView, colon: number): boolean {
  const before = bytes[colon - 1];
  if (before === LETTER_E) return after(view, colon - TUPLE_SIGN, TUPLE) > 0;
  if (before === LETTER_T) return after(view, colon - REDIRECT_SIGN, REDIRECT) > 0;
  const time = isDigit(before) && isDigit(bytes[colon + 1]) && isDigit(bytes[colon + 2]);
  return time && bytes[colon + 3] === ANOTHER_COLON;
}

function wantsMore(view: DataView, at: number): boolean {
  return after(view, at, OFFER) > 0 || after(view, at, BOUND) > 0 || after(view, at, FORWARDED) > 0;
}
