import { harmless } from './escape-json.js';

/** The keys of an object in printing order, each with the keys of the objects inside it. */
export type KeyOrder = readonly Key[];
interface Key {
  readonly name: string;
  readonly of: KeyOrder | null;
  /** What stands in front of its value: a new line, the indent and the label. The depth mostly is the same again. */
  lead: string;
  depth: number;
}

export const key = (name: string, of: KeyOrder | null = null): Key => ({ name, of, lead: '', depth: -1 });
export const keys = (...names: string[]): Key[] => names.map((name) => key(name));

/** Text in which JSON has nothing to escape. */
const UNESCAPED = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (UNESCAPED.test(text)) return `"${text}"`;
  return harmless(JSON.stringify(text));
}

/** A new line and its indent, by depth. */
const LINES = ['\n'];
const lineAt = (depth: number): string => (LINES[depth] ??= `${lineAt(depth - 1)}  `);

/**
 * One JSON value indented by two blanks for each level, without any character that a terminal would obey. If `order` is
 * null, the object's own keys are printed in their own order. JSON.stringify takes a list of keys too, but needs twice
 * the time.
 */
export function jsonValue(value: unknown, order: KeyOrder | null, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = depth + 1;
  let pieces = '';
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    for (const one of value) {
      pieces += pieces === '' ? '[' : ',';
      pieces += lineAt(deeper);
      pieces += jsonValue(one, order, deeper);
    }
    return `${pieces}${lineAt(depth)}]`;
  }
  for (const own of order ?? keys(...Object.keys(value))) {
    const one = (value as Readonly<Record<string, unknown>>)[own.name];
    if (one === undefined) continue;
    if (own.depth !== deeper) {
      own.depth = deeper;
      own.lead = `${lineAt(deeper)}${quoted(own.name)}: `;
    }
    pieces += pieces === '' ? '{' : ',';
    pieces += own.lead;
    pieces += jsonValue(one, own.of, deeper);
  }
  return pieces === '' ? '{}' : `${pieces}${lineAt(depth)}}`;
}
