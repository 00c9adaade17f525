import type { PrintOptions } from '../print-options.js';

/** `file:line`, at the beginning of a word, which may be coloured. */
const PLACE = /(?<=^|[\s(]|\u001b\[[\d;]{1,12}m)([^\s():\u001b]+):(\d+)/g;

const OPEN = '\u001b]8;;';
const END = '\u001b\\';

/**
 * Makes places in a line links (OSC 8), after all is laid out: a terminal shows as many columns as before. `folder` is
 * what columns leave out of the names.
 */
export function withHyperlinks(line: string, folder: string, linkTo: PrintOptions['linkTo']): string {
  if (linkTo === undefined) return line;
  return line.replace(PLACE, (place, file: string, number: string) => {
    const address = linkTo(folder + file, Number(number)) ?? linkTo(file, Number(number));
    return address === undefined ? place : `${OPEN}${address}${END}${place}${OPEN}${END}`;
  });
}
