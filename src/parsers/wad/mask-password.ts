import { mayHoldSecret } from '../../secrets/in-line.js';
import { maskSecrets } from '../../secrets/secrets.js';
import type { Origin } from '../../events/record.js';

// `removed command PASS from cmd queue` and `cmd=PASS, reply code=230` tell no secret; anything else after PASS may.
const PASS = /\b(PASS|pass)\b(?! from cmd queue|, reply code=)(?=.*\w).*/s;

/** The text without its secrets, and without anything after an FTP PASS, in a plain or a decrypted session. */
export function maskedText(text: string): string {
  return mayHoldSecret(text) ? maskSecrets(text.replace(PASS, '$1 ***')) : text;
}

export function maskedOrigin(origin: Origin): Origin {
  const text = maskedText(origin.text);
  return text === origin.text ? origin : { ...origin, text };
}
