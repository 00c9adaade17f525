import { startOf } from '../events/record-start.js';
import { secretSettings, secretsInLine } from './in-line.js';
import { DROPPED, mayHoldStatements } from './setting.js';
import { united, withReplaced, type TextSpan } from './span.js';
import { createSeamFinder } from './wrapped.js';

/** Finds the secrets of an input whose lines it is given in their order: some run over many lines. */
export type SecretFinder = (line: string) => readonly TextSpan[];

/** As OpenSSL, SSH and PuTTY write keys. */
const PEM_BEGIN = /-{4,5} ?BEGIN [A-Z0-9 ]{1,40}-{4,5}|^Private-Lines: \d{1,4}$/;
const PEM_END = /-{4,5} ?END [A-Z0-9 ]{1,40}-{4,5}|^Private-(?:MAC|Hash):/;
/** A quote that is still open after so many lines was lost. */
const MOST_QUOTED_LINES = 2000;
const STATEMENT = /^\s*(?:(?:next|end)\s*$|(?:set|unset|append|edit|config) +["\w])/;

/** `outer`: the table that the lines stand in. */
export function createSecretFinder(outer = ''): SecretFinder {
  let inPem = false;
  let quoted = 0;
  let quotes = '';
  const tableOf = createTableTracker();
  const goingOn = createSeamFinder();
  return (line) => {
    const table = tableOf(line) || outer;
    const rest = goingOn(line, table);
    const found = foundIn(line, table);
    return rest.length === 0 ? found : united([...rest, ...found]);
  };

  function foundIn(line: string, table: string): TextSpan[] {
    if (inPem) return restOfPem(line);
    return quoted > 0 ? restOfQuote(line, table) : startingIn(line, table);
  }

  function startingIn(line: string, table: string): TextSpan[] {
    const settings = secretSettings(line, table);
    const open = settings.find(({ isOpen }) => isOpen);
    if (open !== undefined) [quoted, quotes] = [1, open.key];
    const begin = PEM_BEGIN.exec(line);
    inPem = begin !== null && !PEM_END.test(line.slice(begin.index));
    if (inPem) quoted = 0;
    const pem = begin !== null && inPem ? [{ from: begin.index + begin[0].length, to: line.length }] : [];
    return united([...pem, ...settings, ...secretsInLine(line)]);
  }

  function restOfPem(line: string): TextSpan[] {
    const end = PEM_END.exec(line);
    inPem = end === null && !STATEMENT.test(line);
    if (end === null && !inPem) return [...startingIn(line, '')];
    return [{ from: 0, to: end?.index ?? line.length }];
  }

  /** No value goes on with a record: its end was lost with what followed it. */
  function restOfQuote(line: string, table: string): TextSpan[] {
    const isLost =
      quoted > MOST_QUOTED_LINES ||
      startOf(line) !== null ||
      (STATEMENT.test(line) && !mayHoldStatements(quotes));
    if (isLost) {
      quoted = 0;
      return startingIn(line, table);
    }
    const close = line.replace(/\\./g, '__').indexOf('"');
    quoted = close >= 0 ? 0 : quoted + 1;
    const before = [{ from: 0, to: close < 0 ? line.length : close }];
    return close < 0 ? before : united([...before, ...secretsInLine(line)]);
  }
}

/** The table that a line of configuration stands in, as far as the lines above tell. */
export function createTableTracker(): (line: string) => string {
  let path: string[] = [];
  return (line) => {
    const config = /^\s*(?:\S{1,80} )?(?:[#$] ?)?config ([a-z][\w. -]*)$/.exec(line)?.[1];
    if (config !== undefined) path.push(config.trim());
    else if (/^\s*end\s*$/.test(line)) path = path.slice(0, -1);
    return path.at(-1) ?? '';
  };
}

/** The line with `***` for each secret in it. */
export function withoutSecrets(line: string, secrets: readonly TextSpan[]): string {
  if (secrets.length === 0) return line;
  return withReplaced(line, secrets, ({ from, to }) => dropped(line.slice(from, to)));
}

/** Quotes stay where they were: what follows them is read as before. */
function dropped(secret: string): string {
  if (secret.trim() === '') return secret;
  const quote = /^["']/.exec(secret)?.[0] ?? '';
  return quote !== '' && secret.length > 1 && secret.endsWith(quote)
    ? `${quote}${DROPPED}${quote}`
    : `${quote}${DROPPED}`;
}

/** Of a line that stands alone, in a table of a configuration if it is known. */
export function maskSecrets(line: string, table = ''): string {
  return withoutSecrets(line, createSecretFinder(table)(line));
}

/** No row of a dump is printed; what its bytes say is masked where they are read. */
const DUMP_ROW = /^\s*0x[\da-f]{4}[\s:]/;

/** Masks the lines of an input, in their order. */
export function createSecretMask(): (line: string) => string {
  const find = createSecretFinder();
  return (line) => (DUMP_ROW.test(line) ? line : withoutSecrets(line, find(line)));
}
