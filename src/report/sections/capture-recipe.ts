import type { Step } from '../../catalogue/recipes.js';
import { commandLines } from '../text/command-lines.js';
import { wrap } from '../text/width.js';

/** Titled blocks of commands, numbered in the order in which they are to be taken. */
export function* recipe(steps: Iterable<Step>, width: number): Iterable<string> {
  let number = 0;
  for (const { title, notes, commands } of steps) {
    number += 1;
    if (number > 1) yield '\n';
    for (const line of wrap(`${number}. ${title}`, width, '   ')) yield `${line}\n`;
    for (const note of notes) for (const line of wrap(note, width - 3)) yield `   ${line}\n`;
    yield '\n';
    for (const command of commands)
      for (const line of commandLines(command, width - 6, '      ')) yield `${line}\n`;
  }
}
