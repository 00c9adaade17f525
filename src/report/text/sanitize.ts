import { emptyLike } from '../../collections.js';

// Log text can come from anybody who can make the unit log something: it must not steer a terminal or reorder a line.
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)/g;
const BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
// Controls, format characters (bidi, zero width, tags, soft hyphen), lone surrogates, variation selectors.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u034f\u115f\u1160\u3164\uffa0]/gu;
const STACKED = /(\p{M}{2})\p{M}+/gu;

/** ASCII, and the dashes, quotes and dots of the report's own sentences. */
const HARMLESS = /^[ -~\u2013-\u201f\u2026]*$/;

/**
 * Printable text on one line: no control, escape or direction bytes, tabs expanded, at most two accents on a letter.
 */
export function plain(text: string): string {
  if (HARMLESS.test(text)) return text;
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
 * forgotten. Nearly all of it is plain already, and stays the object that it is.
 */
export function cleaned<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return cleanedList(value) as T;
  // A line that lies on disk has no text property yet: `toJSON` reads it.
  if (value instanceof Object && 'toJSON' in value) return cleaned((value.toJSON as () => T)());
  return cleanedFields(value) as T;
}

function cleanedList(list: readonly unknown[]): readonly unknown[] {
  let made: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const one = cleaned(list[at]);
    if (made === undefined && one !== list[at]) made = list.slice(0, at);
    made?.push(one);
  }
  return made ?? list;
}

function cleanedFields(object: object): object {
  const fields = object as Readonly<Record<string, unknown>>;
  const keys = Object.keys(fields);
  let made: Record<string, unknown> | undefined;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? '';
    const name = plainName(key);
    const one = cleaned(fields[key]);
    if (made === undefined && (one !== fields[key] || name !== key)) {
      made = emptyLike(object);
      for (const before of keys.slice(0, at)) made[before] = fields[before];
    }
    if (made !== undefined) made[name] = one;
  }
  return made ?? object;
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
