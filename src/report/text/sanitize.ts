import { emptyLike } from '../../collections.js';

// Log text can come from anybody who can make the unit log something: it must not steer a terminal or reorder a line.
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)/g;
const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
// Controls, format characters (bidi, zero width, tags, soft hyphen), lone surrogates, variation selectors.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u034f\u115f\u1160\u3164\uffa0]/gu;
const STACKED = /(\p{M}{2})\p{M}+/gu;

/**
 * Printable text on one line: no control, escape or direction bytes, tabs expanded, at most two accents on a letter.
 */
export function plain(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replace(SEQUENCES, '')
    .replace(BREAKS, ' ')
    .replaceAll('\t', '    ')
    .replace(/\p{Zs}/gu, ' ')
    .replace(UNSEEN, '')
    .replace(STACKED, '$1');
}

/**
 * The same value with all text in it made plain, also the keys. Applied to a whole report, so that no field is
 * forgotten.
 */
export function cleaned<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => cleaned(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  // A line that lies on disk has no text property yet: `toJSON` reads it.
  if (value instanceof Object && 'toJSON' in value) return cleaned((value.toJSON as () => T)());
  const made = emptyLike(value);
  for (const key of Object.keys(value))
    made[plainName(key)] = cleaned((value as Record<string, unknown>)[key]);
  return made as T;
}

/** Names of fields are few and come again with every row. */
const plainNames = new Map<string, string>();
const MOST_NAMES = 1000;

function plainName(name: string): string {
  const known = plainNames.get(name);
  if (known !== undefined) return known;
  const made = plain(name);
  if (plainNames.size < MOST_NAMES) plainNames.set(name, made);
  return made;
}
