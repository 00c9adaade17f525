type Verb = 'config' | 'edit' | 'set' | 'append' | 'unset' | 'delete' | 'next' | 'end' | 'other';

export interface Statement {
  readonly verb: Verb;
  readonly words: string[];
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  /** False for a quoted value that the text ends within. */
  readonly closed: boolean;
}

interface Parsed {
  readonly verb: Verb;
  readonly words: Token[];
}

const KEYWORDS: ReadonlyMap<string, Verb> = new Map([
  ['config', 'config'],
  ['edit', 'edit'],
  ['set', 'set'],
  ['append', 'append'],
  ['unset', 'unset'],
  ['next', 'next'],
  ['end', 'end'],
]);

/** Commands that are typed but never shown: they may begin a line, but do not divide one that holds several. */
const TYPED: ReadonlyMap<string, Verb> = new Map([
  ['select', 'set'],
  ['delete', 'delete'],
  ['purge', 'other'],
  ['rename', 'other'],
  ['move', 'other'],
  ['clone', 'other'],
]);

/** Keywords whose first letters a copy lost; they count only inside an open block. */
const LOST: ReadonlyMap<string, Verb> = new Map([
  ['et', 'set'],
  ['dit', 'edit'],
  ['ext', 'next'],
  ['nd', 'end'],
  ['nset', 'unset'],
]);

/** Whether a quoted value is still open behind this text; `inside`: whether one was open before it. */
export function endsInsideQuotes(text: string, inside = false): boolean {
  const from = inside ? endOfQuoted(text, 0) : -1;
  return from === text.length || tokens(text, from + 1).some(({ closed }) => !closed);
}

function tokens(text: string, from = 0): Token[] {
  const all: Token[] = [];
  const next = /\S/g;
  const blank = /\s|$/g;
  for (let at = from; ;) {
    next.lastIndex = at;
    const start = next.exec(text)?.index;
    if (start === undefined) return all;
    const quoted = text[start] === '"';
    blank.lastIndex = start;
    const end = quoted ? endOfQuoted(text, start + 1) : (blank.exec(text)?.index ?? text.length);
    const value = quoted ? text.slice(start + 1, end).replace(/\\(.)/gs, '$1') : text.slice(start, end);
    if (quoted || !/^\.{2,}$/.test(value))
      all.push({ text: value, quoted, closed: !quoted || end < text.length });
    at = quoted ? end + 1 : end;
  }
}

/**
 * Where the quoted value ends that goes on at `from`: at its quote, or at the end of the text. `\"` and `\\` are
 * FortiOS's only escapes. One expression for all of it would run out of stack: a replacement message has megabytes.
 */
function endOfQuoted(text: string, from: number): number {
  for (let at = from; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (quote - slashes > at && text[quote - slashes - 1] === '\\') slashes++;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}

/** How many words a statement needs before a keyword on the same line can begin the next one. */
const LEAST: Readonly<Record<Verb, number>> = {
  config: 1,
  edit: 1,
  set: 2,
  append: 2,
  unset: 1,
  delete: 1,
  next: 0,
  end: 0,
  other: 1,
};

/**
 * The statements of a line, usually one; several where a whole block stands on it (names with blanks are quoted there,
 * keywords are not). Null where the line is no configuration: a sentence that begins with "set" or "end".
 */
export function statements(text: string, open: boolean): Statement[] | null {
  const [first, ...rest] = tokens(text);
  if (first === undefined || first.quoted) return null;
  const word = first.text;
  const verb = KEYWORDS.get(word) ?? TYPED.get(word) ?? (open ? LOST.get(word) : undefined);
  if (verb === undefined) return null;
  const found: Parsed[] = [{ verb, words: [] }];
  for (const token of rest) {
    const last = found.at(-1);
    const next = token.quoted ? undefined : KEYWORDS.get(token.text);
    if (next !== undefined && last && last.words.length >= LEAST[last.verb])
      found.push({ verb: next, words: [] });
    else last?.words.push(token);
  }
  const read = [found, [{ verb, words: rest }]].find((all) => all.every(wellFormed));
  return read?.map((one) => ({ verb: one.verb, words: one.words.map(({ text: value }) => value) })) ?? null;
}

const NO_KEY = /^(?:the|an?|this|that|these|it|up|to|of|your|both)$/i;

function wellFormed({ verb, words }: Parsed): boolean {
  const [first] = words;
  switch (verb) {
    case 'next':
    case 'end':
      return first === undefined;
    case 'edit':
      return words.length === 1;
    case 'unset':
      return words.length === 1 && isKey(first);
    case 'set':
    case 'append':
      return first === undefined || isKey(first);
    case 'config':
      return first !== undefined && words.length <= 5 && words.every(({ text }) => /^[\w.-]+$/.test(text));
    case 'delete':
    case 'other':
      return words.length > 0;
  }
}

function isKey(token: Token | undefined): boolean {
  return (
    token !== undefined && !token.quoted && /^[a-zA-Z][\w-]*$/.test(token.text) && !NO_KEY.test(token.text)
  );
}
