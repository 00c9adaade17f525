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

/** The raw line with the same values masked; it may hold a whole block. */
export function maskedLine(raw: string): string {
  return maskSecrets(raw);
}
