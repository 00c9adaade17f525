import type { Block } from '../../events/line-block.js';
import { shared } from '../../intern.js';

const PLACES = 64;

/** Returns the same text for a name each time: two different texts have to be compared letter by letter. */
export function createNames(): (block: Block, from: number, to: number) => string {
  const names: string[] = new Array<string>(PLACES).fill('');
  return ({ bytes, slice }, from, to) => {
    const place = ((bytes[to - 1] ?? 0) + 7 * (bytes[from] ?? 0) + 13 * (to - from)) % PLACES;
    const known = names[place] ?? '';
    if (isThere(known, bytes, from, to)) return known;
    return (names[place] = shared(slice(from, to)));
  };
}

function isThere(name: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let at = from; at < to; at++) if (name.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}
