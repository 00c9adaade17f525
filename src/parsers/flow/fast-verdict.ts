import { after, BLANK, literal, type Literal } from '../bytes/bytes.js';

/** How the listed messages begin that let a packet in or drop it, by their first letter. */
const BEGINNINGS = new Map<number, Literal[]>();
for (const words of [
  'Allowed by ',
  'Denied by ',
  'denied by ',
  'iprope_in_check() check ',
  'reverse path check ',
  'replay packet',
  'no route',
  'No route',
  'no session matched',
  'No matching IPsec ',
  'SA is not ready ',
  'exceeded shaper ',
  'Session is in BLOCK ',
]) {
  const letter = words.charCodeAt(0);
  BEGINNINGS.set(letter, [...(BEGINNINGS.get(letter) ?? []), literal(words)]);
}

/** How unlisted ones end: `…, drop`, `…, dropped`, `… Drop the packet.`; the letters before the end, backwards. */
const ENDINGS = ['drop', 'dropped', 'packet'].map((word) => literal(word.slice(-4)));
const DOT = 46;

/** Whether this message may let its packet in or drop it. It suspects too much, never too little. */
export function mayBeVerdict(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
  let start = from;
  while (bytes[start] === BLANK) start += 1;
  const beginnings = BEGINNINGS.get(bytes[start] ?? 0);
  if (beginnings?.some((words) => after(view, start, words) > 0) === true) return true;
  let end = to;
  while (bytes[end - 1] === DOT || bytes[end - 1] === BLANK) end -= 1;
  return end - start > 4 && ENDINGS.some((words) => after(view, end - 4, words) > 0);
}
