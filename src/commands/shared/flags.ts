import { Flags } from '@oclif/core';

/** Where a result goes and how wide it is, alike for every command that prints a report. */
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
    min: 60,
    max: 1000,
    description: 'columns of the text (default: the terminal, or 80)',
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
