import { Errors, type Hook } from '@oclif/core';

import { EXIT, Failure } from '../../failure.js';
import { meant } from '../../likeness.js';
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
  const near = meant(typed, known);
  const suggestions = [
    ...(near === undefined ? [] : [`Did you mean fgtrace ${near}?`]),
    'See fgtrace --help',
  ];
  const message = `There is no command ${typed}, and no file of that name`;
  await printFailure(new Failure('FGT_USAGE', EXIT.usage, message, suggestions), argv);
  throw new Errors.ExitError(EXIT.usage);
};

export default notFound;
