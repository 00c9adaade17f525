import { own } from '../../intern.js';
import { maskSecrets } from '../../secrets/secrets.js';
import { DROPPED, isSecretSetting } from '../../secrets/setting.js';

export const MASK = DROPPED;

/** The values of a setting, or `***` where they may be a secret: `set psksecret ENC …`, a private key. */
export function maskedValues(key: string, values: string[], table: string): string[] {
  const secret =
    isSecretSetting(key, table) ||
    values[0] === 'ENC' ||
    values.some((value) => value.includes('PRIVATE KEY'));
  return secret && values.length > 0 ? [MASK] : values;
}

/** Lines without a secret that come again with each policy: `set action accept`. */
let plain = new Set<string>();
const MOST_PLAIN = 1024;
/** A line of a damaged copy may hold a whole configuration. */
const LONGEST_PLAIN = 200;

/** The raw line with the same values masked, as a copy that pins no input; it may hold a whole block. */
export function maskedLine(raw: string): string {
  const copy = own(raw);
  if (plain.has(copy)) return copy;
  const masked = maskSecrets(copy);
  if (masked === copy && copy.length <= LONGEST_PLAIN) {
    if (plain.size >= MOST_PLAIN) plain = new Set();
    plain.add(copy);
  }
  return masked;
}
