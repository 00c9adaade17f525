import { createSecretFinder, createTableTracker, withoutSecrets } from '../secrets/secrets.js';
import { apart, overlap, withReplaced, type TextSpan } from '../secrets/span.js';
import { addressesIn } from './find/addresses.js';
import { nameText } from './find/composite.js';
import { ftpWordsIn } from './find/ftp-words.js';
import type { Mention } from './find/mention.js';
import type { NameFound } from './find/name-found.js';
import { printedIn } from './find/printed.js';
import { settingsIn } from './find/settings.js';
import { isShipped } from './find/shipped.js';
import { webNamesIn } from './find/web-names.js';
import type { Vocabulary } from './find/vocabulary.js';
import type { Pseudonyms } from './pseudonym/pseudonyms.js';

/** What stands in a line that has to go, as far as the line and those above it tell. */
export interface FoundInLine {
  readonly secrets: readonly TextSpan[];
  readonly names: readonly NameFound[];
}

/** Looks at the lines of one input, in their order. */
export function createLineFinder(): (line: string) => FoundInLine {
  const secretsOf = createSecretFinder();
  const tableOf = createTableTracker();
  return (line) => {
    const secrets = secretsOf(line);
    const table = tableOf(line);
    const all = [...settingsIn(line, table), ...printedIn(line), ...ftpWordsIn(line), ...webNamesIn(line)];
    const names = apart(all.filter((name) => !isShipped(name)));
    return { secrets, names: names.filter((name) => !secrets.some((secret) => overlap(secret, name))) };
  };
}

/** The line with pseudonyms for all that was found in it, and `***` for its secrets. */
export function redactedLine(
  line: string,
  { secrets, names }: FoundInLine,
  vocabulary: Vocabulary,
  pseudonyms: Pseudonyms,
  kindOf: (name: string) => NameFound['kind'],
): string {
  const named = names.map((name): Mention => ({ ...name, text: nameText(name, pseudonyms) }));
  const words = vocabulary.in(line).map(({ from, to }): Mention => {
    const value = line.slice(from, to);
    return { from, to, text: nameText({ kind: kindOf(value), value }, pseudonyms) };
  });
  const taken = apart([...secrets.map((secret) => ({ ...secret, text: undefined })), ...named]);
  const free = [...apart(words), ...addressesIn(line, pseudonyms)];
  const others = free.filter((one) => !taken.some((other) => overlap(one, other)));
  return withReplaced(
    line,
    apart([...taken, ...others]),
    ({ from, to, text }) => text ?? withoutSecrets(line.slice(from, to), [{ from: 0, to: to - from }]),
  );
}
