import type { Origin } from '../../events/record.js';

// `removed command PASS from cmd queue` and `cmd=PASS, reply code=230` tell no secret; anything else after PASS may.
const PASS = /\b(PASS|pass)\b(?! from cmd queue|, reply code=)(?=.*\w).*/s;

/** The cheap look that nearly every line passes: whether an FTP PASS may stand in it. */
export function maySayPass(text: string): boolean {
  return text.includes('PASS') || text.includes('pass ');
}

/** The text without what stands after an FTP PASS: it may be a password, in a plain or a decrypted session. */
export function maskedText(text: string): string {
  return maySayPass(text) ? text.replace(PASS, '$1 ***') : text;
}

export function maskedOrigin(origin: Origin): Origin {
  const text = maskedText(origin.text);
  return text === origin.text ? origin : { ...origin, text };
}
