import type { WadHead } from '../../catalogue/message.js';
import type { WadMessage } from '../../events/wad.js';
import type { Stamp } from '../../events/record.js';
import { uint32 } from '../../net.js';
import { own } from '../../intern.js';
import type { LogRecord } from '../parser.js';
import { absoluteStamp } from '../stamp.js';
import { mayHoldSecret } from '../../secrets/in-line.js';
import { maskedOrigin, maskedText } from './mask-password.js';

/**
 * All eras in one: level letter glued to the date (7.x), stamp, [p:][s:][r:] (missing ones are blanks), the session's
 * pointer (5.6), then `FUNC(LINE):` (6.4) or `FUNC   :LINE` (7.x). It matches any text; its groups tell.
 */
const PREFIX =
  /^(?:\[?([A-Z])\]?)?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)? *(?:\[p: *(\d+) *\] *)?(?:\[s: *(\w+) *\] *)?(?:\[r: *(?:\w+ *)?\] *)?(?:\[(0x[\da-f]+)\] *)?(?:([A-Za-z\d]*_\w*) *(?:\(\d+\)|: *\d+(?!\w))(?: *: )? *)?/;

/** Up to 5.4 a line begins with the function's name. A sentence about that function does so too, but has no such tail. */
const BARE = /^(_*wad_\w+)(?: *: *| +(?=\w+=))/;

/** The head of lines that were printed without one. */
export const HEADLESS: Omit<WadHead, 'origin'> = {
  stamp: undefined,
  wadSession: undefined,
  sessionId: undefined,
  pid: undefined,
  func: undefined,
};

/** The cheap first look: a date, a level letter before one, a tag, or the first letter of a function's name. */
export function mayBePrefixed(text: string): boolean {
  const first = text.charCodeAt(0);
  if (isDigit(first) || first === 0x5b || first === 0x5f || first === 0x77) return true;
  return first >= 0x41 && first <= 0x5a && isDigit(text.charCodeAt(1));
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const WAD_FUNCTION = /^_*wad_/;

let sessionText = '';
let session: string | undefined;
let sessionHex: string | undefined;

// Neighbouring lines mostly belong to one session: its id is copied and converted once.
function remember(printed: string): void {
  sessionText = session = own(printed);
  const id = /^\d+$/.test(printed) ? Number(printed) : 0;
  sessionHex = id > 0 && id <= 0xffff_ffff ? id.toString(16).padStart(8, '0') : undefined;
}

/** The line as the plain message that every WAD line is, or null where it has no WAD prefix. */
export function prefixed({ text, origin }: LogRecord): WadMessage | null {
  let parts = PREFIX.exec(text);
  if (parts === null) return null;
  let func = parts[6];
  const id = parts[4] ?? parts[5];
  if (id === undefined && parts[3] === undefined) {
    // Other daemons print stamps too: without tags only a level letter or the function's name shows that it is WAD.
    const leveled = parts[1] !== undefined && parts[2] !== undefined;
    if (func === undefined || !(leveled || WAD_FUNCTION.test(func))) {
      parts = BARE.exec(text);
      if (parts === null) return null;
      func = parts[1];
      return message(origin, undefined, undefined, undefined, func, text.slice(parts[0].length));
    }
  }
  const stamp = parts[2] === undefined ? undefined : absoluteStamp(parts[2]);
  return message(origin, stamp, id, uint32(parts[3]), func, text.slice(parts[0].length));
}

export function message(
  origin: LogRecord['origin'],
  stamp: Stamp | undefined,
  id: string | undefined,
  pid: number | undefined,
  func: string | undefined,
  text: string,
): WadMessage {
  if (id !== undefined && id !== sessionText) remember(id);
  // The text mostly is a part of the raw line, which then is searched alone; a mended line is not.
  const open = !mayHoldSecret(origin.text) && (origin.text.endsWith(text) || !mayHoldSecret(text));
  return {
    source: 'wad',
    kind: 'wad-message',
    origin: open ? origin : maskedOrigin(origin),
    stamp,
    wadSession: id === undefined ? undefined : session,
    sessionId: id === undefined ? undefined : sessionHex,
    pid,
    func,
    text: open ? text : maskedText(text),
  };
}
