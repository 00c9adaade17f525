const SECRET_KEY =
  /(?:^|-)(?:password|passwd|pwd|passphrase|psk|psksecret\w*|private-key|secret|key|token)\d*$/i;

export const MASK = '***';

/** The values of a setting, or `***` where they may be a secret: `set psksecret ENC …`, a private key. */
export function maskedValues(key: string, values: string[]): string[] {
  const secret =
    SECRET_KEY.test(key) || values[0] === 'ENC' || values.some((value) => value.includes('PRIVATE KEY'));
  return secret && values.length > 0 ? [MASK] : values;
}

// Typographic quotes and wide blanks stand in raw lines; words that follow belong to the value up to the next keyword.
const SETTING =
  /\b(s?et|append|select)(\s+)([\w-]+)(\s+)((?:ENC\s+)?(?:["\u201c-\u201f\u2033](?:[^"\u201c-\u201f\u2033\\]|\\.)*(?:["\u201c-\u201f\u2033]|$)|\S+)(?:\s+(?!(?:config|edit|set|append|unset|next|end)\b)\S+)*)/gs;

/** The raw line with the same values masked; it may hold a whole block. */
export function maskedLine(raw: string): string {
  return raw.replace(SETTING, (all, verb: string, gap: string, key: string, blank: string, value: string) => {
    const values = [/^ENC\s/.test(value) ? 'ENC' : value];
    return maskedValues(key, values) === values ? all : `${verb}${gap}${key}${blank}${MASK}`;
  });
}
