/** 0 for characters that are plain text in a message. The others end it, or may be a sign of damage. */
const [ENDS, DOT, MASK, PAREN, BETWEEN] = [1, 2, 4, 8, 16] as const;
const SIGNS = new Uint8Array(256).fill(ENDS, 0, 32).fill(ENDS, 127);
for (const [sign, characters] of [
  [ENDS, '"&<*`'],
  [DOT, '.'],
  [MASK, 'Xx'],
  [PAREN, '('],
  [BETWEEN, ' '],
] as const) {
  for (const character of characters) SIGNS[character.charCodeAt(0)] = sign;
}
const [LETTER_P, LETTER_R] = [112, 114];

const OF_ADDRESS = new Uint8Array(256);
for (const character of '0123456789.:>- ') OF_ADDRESS[character.charCodeAt(0)] = 1;

/**
 * The place where the message ends: at its closing quote, if all is well. Negative where the message may hold damage
 * that has to be reported: a masked address (`10.XX.1.1`), a lost tuple (`(proto=6, ->`) or blanks inside an address.
 * This suspects too much, never too little.
 */
export function scanFlowMessage(bytes: Uint8Array, from: number): number {
  let seen = 0;
  let doubt = false;
  let at = from;
  for (; ; at++) {
    const sign = SIGNS[bytes[at] ?? 0] ?? ENDS;
    if (sign === 0) continue;
    if (sign === ENDS) break;
    seen |= sign;
    if (sign === BETWEEN) {
      if (OF_ADDRESS[bytes[at - 1] ?? 0] === 1 && OF_ADDRESS[bytes[at + 1] ?? 0] === 1) doubt = true;
    } else if (sign === PAREN && bytes[at + 1] === LETTER_P && bytes[at + 2] === LETTER_R) doubt = true;
  }
  return doubt || (seen & (DOT | MASK)) === (DOT | MASK) ? -at : at;
}
