import { Args, Flags } from '@oclif/core';

import { EXIT, Failure } from '../../failure.js';
import { DEFAULT_WIDTH, NARROWEST_WIDTH, WIDEST_WIDTH } from '../../report/print-options.js';

/** What is read: the same for every command that reads captures to their end. */
export const capturesArg = {
  files: Args.string({
    description: 'captures, folders or archives (zip, tar) of captures, or - for standard input',
    ignoreStdin: true,
  }),
};

/** Where the result goes and how wide it is: the same flags for every command that prints a report. */
export const outputFlags = {
  output: Flags.string({
    char: 'o',
    description: 'write to this file instead of standard output',
    helpValue: 'FILE',
    helpGroup: 'OUTPUT',
  }),
  force: Flags.boolean({
    description: 'replace the output file if it exists',
    dependsOn: ['output'],
    helpGroup: 'OUTPUT',
  }),
  width: Flags.integer({
    min: NARROWEST_WIDTH,
    max: WIDEST_WIDTH,
    description: `columns of the text (default: the terminal, or ${DEFAULT_WIDTH})`,
    helpGroup: 'OUTPUT',
  }),
};

export const offsetFlags = {
  offset: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: "how far a source's stamps are ahead of the unit's clock, such as sniffer=-2h",
    helpValue: 'SOURCE=TIME',
    helpGroup: 'TIME',
  }),
};

export const DEFAULT_WINDOW = '10m';

export const windowFlags = {
  window: Flags.string({
    default: DEFAULT_WINDOW,
    description: 'where memory is short, judge and let go of sessions that were quiet for so long (log time)',
    helpValue: 'TIME',
    helpGroup: 'TIME',
  }),
};

const UNITS: Readonly<Record<string, number>> = { s: 1e6, m: 60e6, h: 3600e6 };

/** Reads `90s`, `10m` or `2h`; the result is in microseconds. */
export function parseWindow(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const window = Number(digits) * (UNITS[unit] ?? NaN);
  if (window > 0) return window;
  throw new Failure('FGT_USAGE', EXIT.usage, `--window ${text} is no length of time`, [
    'Write it as 90s, 10m or 2h.',
  ]);
}
