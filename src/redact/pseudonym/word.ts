import type { RedactionKey } from '../key.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
/** Letters behind the kind that tell one name from another. */
const TAIL = 6;

/**
 * A name as long as the original, so that columns and packets stay as they are: `user-k3vq7b`, or letters alone where
 * there is no room for the kind. `turn` makes another one of the same name.
 */
export function wordPseudonym(
  key: RedactionKey,
  kind: string,
  original: string,
  length: number,
  turn: number,
): string {
  const digest = key.digest('name', `${original}\0${turn}`);
  const letters = Array.from(digest, (byte) => LETTERS[byte & 31] ?? 'a').join('');
  const head = length > kind.length + 5 ? `${kind}-` : '';
  const room = length - head.length;
  const body = letters.slice(0, Math.max(0, Math.min(room, head === '' ? 12 : TAIL) - 1)).replace(/^\d/, 'x');
  const word = head + body;
  return `${word}${checkLetter(word)}`.padEnd(length, 'x').slice(0, length);
}

/** The last letter follows from those before it, so that a pseudonym can be told from a name without the key. */
function checkLetter(word: string): string {
  let sum = 7;
  for (let at = 0; at < word.length; at++) sum = (sum * 31 + word.charCodeAt(at)) % 9973;
  return LETTERS[sum % 26] ?? 'a';
}

/** Whether a word looks like one of ours. Of one or two letters nobody can tell. */
export function isWordPseudonym(word: string): boolean {
  const bare = word.replace(/(?<!x)x+$/, (fill) => (fill.length === word.length ? fill : ''));
  return [bare, ...fills(word, bare)].some((one) => {
    const body = one.slice(0, -1);
    return body.length >= 2 && /^(?:[a-z]{2,12}-)?[a-z2-7]+$/.test(one) && checkLetter(body) === one.at(-1);
  });
}

/** The check letter itself may be an x. */
function fills(word: string, bare: string): string[] {
  return word.length > bare.length ? [`${bare}x`] : [];
}

/** Locally administered, so that no vendor shows, and unicast. */
export function macPseudonym(key: RedactionKey, octets: Uint8Array): Uint8Array {
  const digest = key.digest('mac', Buffer.from(octets).toString('hex'));
  return Uint8Array.from([0x02, 0, ...digest.subarray(0, 4)]);
}

/** Broadcast, multicast and none name nobody. */
export function isKeptMac(octets: Uint8Array): boolean {
  return ((octets[0] ?? 0) & 1) === 1 || octets.subarray(0, 5).every((octet) => octet === 0);
}

export function isSerialPseudonym(serial: string): boolean {
  return /^(?:.{6})?XX\d+$/.test(serial);
}

/** Of a number shorter than Fortinet's nobody knows where the model ends. */
const SHORTEST_WITH_MODEL = 14;

/** The model stays; the rest, by which the vendor knows the customer, goes. */
export function serialPseudonym(key: RedactionKey, serial: string): string {
  const digits = key.digest('serial', serial).readUIntBE(0, 6) % 10 ** 8;
  const model = serial.length < SHORTEST_WITH_MODEL ? '' : serial.slice(0, 6);
  const room = serial.length - model.length - 2;
  return `${model}XX${String(digits).padStart(room, '0').slice(-room)}`;
}
