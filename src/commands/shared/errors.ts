import { Errors } from '@oclif/core';

import { EXIT, Failure } from '../../failure.js';
import { usageError } from './usage-error.js';

const UNREADABLE = new Set([
  'ENOENT',
  'EISDIR',
  'ENOTDIR',
  'EACCES',
  'EPERM',
  'ELOOP',
  'ENAMETOOLONG',
  'EIO',
]);
const UNWRITABLE = new Set(['ENOSPC', 'EROFS', 'EDQUOT', 'EFBIG']);

/** The command that ran, and the names of its flags. */
interface Asked {
  readonly id: string;
  readonly flags: readonly string[];
}

/** Turns anything that was thrown into a Failure. What was not foreseen is a bug of fgtrace (exit code 70). */
export function toFailure(thrown: unknown, asked: Asked): Failure {
  if (thrown instanceof Failure) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof Errors.CLIError) return fromOclif(error, asked);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const because = { cause: error };
  if (code !== undefined && (UNWRITABLE.has(code) || syscall === 'write')) {
    return new Failure(
      'FGT_UNWRITABLE',
      EXIT.unwritable,
      error.message,
      ['Make room, or write to another place.'],
      because,
    );
  }
  // Without a path or a read the error does not come from an input of the user: it is treated as our own bug below.
  if (code !== undefined && UNREADABLE.has(code) && (path !== undefined || syscall === 'read')) {
    const reason = /^\w+: (.+?), \w+/.exec(error.message)?.[1] ?? error.message;
    const message = `Cannot read ${path ?? 'the input'}: ${reason}`;
    return new Failure(
      'FGT_UNREADABLE',
      EXIT.unreadable,
      message,
      ['Check the name, and whether you may read it.'],
      because,
    );
  }
  return new Failure(
    'FGT_BUG',
    EXIT.bug,
    `This is a bug of fgtrace: ${error.message}`,
    ['Run it again with DEBUG=fgtrace and report what it prints.'],
    because,
  );
}

function fromOclif(error: Errors.CLIError, { id, flags }: Asked): Failure {
  const { message, meantBy } = usageError(error.message, flags);
  const help = id === '' ? 'fgtrace --help' : `fgtrace ${id} --help`;
  const exit = error.oclif.exit ?? EXIT.usage;
  const suggestions = error.suggestions ?? [...meantBy, `See ${help}`];
  return new Failure(error.code ?? 'FGT_USAGE', exit, message, suggestions, { cause: error });
}

/** One line that is safe for a terminal: no control bytes, no direction marks, and white space as single blanks. */
export function safeLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

/** Was JSON asked for? Read from the unparsed arguments, because parsing them may be what failed. */
export function wantsJson(argv: string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some(
    (word, i) =>
      /^(--format=|-f=?)json$/.test(word) || (/^(--format|-f)$/.test(word) && words[i + 1] === 'json'),
  );
}

/** Prints the sentence on stderr; with `--format json` also one document on stdout; the stack only under DEBUG. */
export async function printFailure(failure: Failure, argv: string[]): Promise<void> {
  const message = safeLine(failure.message);
  const suggestions = failure.suggestions.map(safeLine);
  const lines = [`Error: ${message}`, ...suggestions.map((text) => `  ${text}`)];
  if (process.env['DEBUG']) lines.push(...stackOf(failure).split('\n').map(safeLine));
  await write(process.stderr, `${lines.join('\n')}\n`);
  if (!wantsJson(argv)) return;
  await write(
    process.stdout,
    `${JSON.stringify({ error: { code: failure.code, message, suggestions } }, null, 2)}\n`,
  );
}

function stackOf(failure: Failure): string {
  const { cause } = failure;
  return (cause instanceof Error ? cause.stack : failure.stack) ?? '';
}

/** Resolves when the text has left the process: the caller exits next, and an exit drops what is still buffered. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => {
      resolve();
    });
  });
}
