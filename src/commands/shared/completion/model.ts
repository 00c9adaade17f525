import type { Interfaces } from '@oclif/core';

export interface CompletedFlag {
  readonly name: string;
  readonly char: string | undefined;
  readonly about: string;
  readonly takesValue: boolean;
  /** What may stand for the value; none where anything may, such as a file. */
  readonly values: readonly string[];
}

export interface CompletedCommand {
  /** `analyze`, or `export pcapng`. */
  readonly words: string;
  readonly about: string;
  readonly flags: readonly CompletedFlag[];
  /** What may stand for an argument beside files. */
  readonly operands: readonly string[];
}

/** What can be completed, from the commands themselves. `codes`: those of reports. */
export function completedCommands(config: Interfaces.Config, codes: readonly string[]): CompletedCommand[] {
  return config.commands
    .filter(({ hidden }) => !hidden)
    .map(({ id, summary = '', flags, args }) => ({
      words: id.replaceAll(':', ' '),
      about: inert(summary),
      flags: Object.values(flags)
        .filter(({ hidden }) => hidden !== true)
        .map((flag) => ({
          name: flag.name,
          char: flag.char,
          about: inert(flag.description ?? ''),
          takesValue: flag.type === 'option',
          values: flag.name === 'code' ? codes : (flag.type === 'option' && flag.options) || [],
        })),
      operands: id === 'explain' ? codes : Object.values(args).flatMap(({ options = [] }) => options),
    }))
    .sort((a, b) => (a.words < b.words ? -1 : 1));
}

/** A description that no shell takes for anything but text, within single quotes and zsh's brackets. */
const inert = (text: string): string => text.replace(/['’`$\\"]/g, '').replace(/[[\]:]/g, ' ');

export const flagWords = ({ name, char }: CompletedFlag): string[] =>
  char === undefined ? [`--${name}`] : [`-${char}`, `--${name}`];

/** `analyze`, `export`: what stands behind the name of the program. */
export const firstWords = (commands: readonly CompletedCommand[]): string[] => [
  ...new Set(commands.map(({ words }) => words.split(' ')[0] ?? '')),
];

/** `pcapng`: what stands behind the first word of some. */
export const secondWords = (commands: readonly CompletedCommand[]): string[] =>
  commands.flatMap(({ words }) => words.split(' ')[1] ?? []);
