import { EXIT, Failure } from '../../failure.js';

/** Flags that somebody wants the same in every run: `FGTRACE_FORMAT=markdown` stands for `--format markdown`. */
const PREFERENCES = [
  ...['format', 'width', 'ascii', 'detail', 'window', 'timezone', 'redact', 'key-file'],
  ...['quiet', 'verbose'],
];

/** Their names, for the man page. */
export const VARIABLES = PREFERENCES.map(variableOf);

interface FlagOf {
  readonly type: string;
  readonly char?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly exclusive?: readonly unknown[] | undefined;
}
type FlagsOf = Readonly<Record<string, FlagOf>>;

function variableOf(flag: string): string {
  return `FGTRACE_${flag.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * The flags that the environment adds to the arguments of a command. What was typed goes before it, and a wish that does
 * not go together with what was typed is no error: it was meant for other runs. `isKnown`: another command takes the value.
 */
export function environmentFlags(
  argv: readonly string[],
  flags: FlagsOf,
  env: NodeJS.ProcessEnv,
  isKnown: (flag: string, value: string) => boolean,
): string[] {
  const given = new Map(Object.entries(flags).flatMap(([name, { char }]) => typedFlag(argv, name, char)));
  const added: string[] = [];
  for (const name of PREFERENCES) {
    const flag = flags[name];
    const value = env[variableOf(name)];
    if (flag === undefined || value === undefined || value === '' || given.has(name)) continue;
    if ([...given.keys()].some((other) => excludes(flags, name, other))) continue;
    const word = wordFor(name, value, flag, isKnown);
    if (word === undefined || (name === 'ascii' && isNotText(given))) continue;
    given.set(name, value);
    added.push(word);
  }
  return added;
}

/** Nothing where it is switched off, or meant for another command. */
function wordFor(
  name: string,
  value: string,
  { type, options }: FlagOf,
  isKnown: (flag: string, value: string) => boolean,
): string | undefined {
  if (type === 'boolean') return isOn(name, value) ? `--${name}` : undefined;
  if (options === undefined || options.includes(value)) return `--${name}=${value}`;
  if (isKnown(name, value)) return undefined;
  throw wrong(name, value, `It is one of ${options.join(', ')}.`);
}

/** A flag that stands among the arguments, with its value: other flags depend on the format. */
function typedFlag(argv: readonly string[], name: string, char: string | undefined): [string, string][] {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.flatMap((word, at): [string, string][] => {
    if (word === `--${name}` || word === `-${char}`) return [[name, words[at + 1] ?? '']];
    if (word.startsWith(`--${name}=`)) return [[name, word.slice(name.length + 3)]];
    const isShort = char !== undefined && word.startsWith(`-${char}`);
    return isShort ? [[name, word.slice(2).replace(/^=/, '')]] : [];
  });
}

const excludes = (flags: FlagsOf, one: string, other: string): boolean =>
  flags[one]?.exclusive?.includes(other) === true || flags[other]?.exclusive?.includes(one) === true;

/** Whether ASCII is wanted only matters to the text report. */
const isNotText = (given: ReadonlyMap<string, string>): boolean => (given.get('format') ?? 'text') !== 'text';

function isOn(name: string, value: string): boolean {
  if (/^(?:1|true|yes|on)$/i.test(value)) return true;
  if (/^(?:0|false|no|off)$/i.test(value)) return false;
  throw wrong(name, value, 'Write 1 or 0.');
}

function wrong(name: string, value: string, help: string): Failure {
  const variable = variableOf(name);
  return new Failure('FGT_USAGE', EXIT.usage, `${variable}=${value} in the environment is no value for it`, [
    help,
    `Correct it, or take it away with unset ${variable}.`,
  ]);
}

/** Of a flag that was wrong and that nobody typed: which variable it comes from. */
export function whoseWish({ exit, message }: Failure, added: readonly string[]): string[] {
  if (exit !== EXIT.usage) return [];
  return added
    .map((word) => word.replace(/^--|=.*$/gs, ''))
    .filter((name) => message.includes(`--${name}`))
    .map((name) => `${variableOf(name)} in the environment sets it.`);
}
