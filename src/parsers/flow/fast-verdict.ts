import { firstWord } from '../../catalogue/dispatch.js';
import { flowDrops } from '../../catalogue/flow-verdict.js';
import { after, afterBlanks, BLANK, literal, type Literal } from '../bytes/bytes.js';

const ALLOWED = literal('Allowed by ');

/** Unlisted messages that drop a packet begin so, where they do not end in one of the words below. */
const UNLISTED = ['Denied', 'denied'];

/** How messages begin that drop a packet, by their first letter. */
const BEGINNINGS: Literal[][] = Array.from({ length: 256 }, () => []);
for (const word of new Set([...UNLISTED, ...flowDrops.flatMap(({ samples }) => samples.map(firstWord))]))
  BEGINNINGS[word.charCodeAt(0)]?.push(literal(word));

/** How unlisted ones end: `…, drop`, `…, dropped`, `… Drop the packet.`; the letters before the end, backwards. */
const ENDINGS = ['drop', 'dropped', 'packet'].map((word) => literal(word.slice(-4)));
const DOT = 46;

/** Whether this message lets its packet in. */
export function isAllowance(bytes: Uint8Array, view: DataView, from: number): boolean {
  return after(view, afterBlanks(bytes, from), ALLOWED) > 0;
}

/** Whether this message may drop its packet. It suspects too much, never too little. */
export function mayBeDrop(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
  const start = afterBlanks(bytes, from);
  if (isOneOf(view, start, BEGINNINGS[bytes[start] ?? 0])) return true;
  let end = to;
  while (bytes[end - 1] === DOT || bytes[end - 1] === BLANK) end -= 1;
  return end - start > 4 && isOneOf(view, end - 4, ENDINGS);
}

function isOneOf(view: DataView, at: number, all: readonly Literal[] = []): boolean {
  for (const words of all) if (after(view, at, words) > 0) return true;
  return false;
}
