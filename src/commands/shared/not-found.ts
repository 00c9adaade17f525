import { Errors, type Hook } from '@oclif/core';

import { EXIT, Failure } from '../../failure.js';
import { printFailure } from './errors.js';

/**
 * Names the unknown command and the one that was probably meant. It never asks a question: in a script nobody
 * answers.
 */
const notFound: Hook.CommandNotFound = async ({ id, argv = [], config }) => {
  const [first = '', ...rest] = id.split(':');
  const typed = config.findTopic(first) === undefined ? first : [first, ...rest].join(' ');
  const known = config.commands
    .filter((command) => !command.hidden)
    .map((command) => command.id.replaceAll(':', ' '));
  const near = known
    .map((name) => ({ name, edits: distance(typed, name) }))
    .filter(({ name, edits }) => edits <= Math.max(2, name.length / 3))
    .sort((a, b) => a.edits - b.edits || a.name.localeCompare(b.name))[0];
  const what = typed.startsWith('-') ? 'flag' : 'command';
  const suggestions = [...(near ? [`Did you mean fgtrace ${near.name}?`] : []), 'See fgtrace --help'];
  await printFailure(new Failure('FGT_USAGE', EXIT.usage, `There is no ${what} ${typed}`, suggestions), argv);
  throw new Errors.ExitError(EXIT.usage);
};

/** Levenshtein: how many letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

export default notFound;
