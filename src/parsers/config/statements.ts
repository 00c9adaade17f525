type Verb = 'config' | 'edit' | 'set' | 'append' | 'unset' | 'next' | 'end' | 'other';

export interface Statement {
  readonly verb: Verb;
  readonly words: string[];
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
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
  ['delete', 'other'],
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

const TOKEN = /"((?:[^"\\]|\\.)*)("?)|([^\s"]\S*)/gs;

/** An escaped quote does not close a value; `\"` and `\\` are FortiOS's only escapes. */
export function endsInsideQuotes(text: string): boolean {
  return [...text.matchAll(TOKEN)].some(([, inside, close]) => inside !== undefined && close === '');
}

function tokens(text: string): Token[] {
  const all = [...text.matchAll(TOKEN)].map(([, inside, , bare]) =>
    inside === undefined
      ? { text: bare ?? '', quoted: false }
      : { text: inside.replace(/\\(.)/gs, '$1'), quoted: true },
  );
  return all.filter((token) => token.quoted || !/^\.{2,}$/.test(token.text));
}

/** How many words a statement needs before a keyword on the same line can begin the next one. */
const LEAST: Readonly<Record<Verb, number>> = {
  config: 1,
  edit: 1,
  set: 2,
  append: 2,
  unset: 1,
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
    case 'other':
      return words.length > 0;
  }
}

function isKey(token: Token | undefined): boolean {
  return (
    token !== undefined && !token.quoted && /^[a-zA-Z][\w-]*$/.test(token.text) && !NO_KEY.test(token.text)
  );
}
