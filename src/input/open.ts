import { closeSync, constants, fstatSync, openSync, read, readSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

import { filesIn } from './archive/archive.js';
import { withoutRepeats } from './archive/same-content.js';
import { findFiles, type Found } from './find-files.js';
import type { Input } from './input.js';
import { CHUNK } from './line-blocks.js';
import { type Bytes, openAll } from './open-bytes.js';
import { randomAccessTo } from './random-access.js';
import { refusal } from './unreadable.js';
import type { Warn } from './warn.js';

/** Of a file at a time: each reading is a way to another thread and back. */
const READ = 4 * CHUNK;

/**
 * Opens files, folders (walked), archives (as folders) and `-` (stdin), told apart and put in order by their content.
 * `warn` gets a sentence for each thing that was named twice, or was met in a folder and passed over. `progress` of an input gets the bytes
 * read from disk so far. Throws Failure: 2 usage, 65 a kind that cannot be read, 66 missing or unreadable.
 */
export async function openInputs(
  names: readonly string[],
  options: { stdin?: Readable; warn?: Warn } = {},
): Promise<Input[]> {
  const warn = options.warn ?? (() => undefined);
  const found = await findFiles(names, warn);
  const inputs = await openAll(
    found.map((file) => bytesOf(file, options.stdin ?? process.stdin)),
    warn,
    { filesIn, withoutRepeats },
  );
  if (inputs.length > 0) return inputs;
  throw refusal(names.join(', '), 'no capture is in it', 'Name a folder with captures in it.');
}

function bytesOf({ name, size, inFolder }: Found, stdin: Readable): Bytes {
  // Node reads nothing from it, and says nothing.
  if (name === '-' && stdin === process.stdin && fstatSync(0).isDirectory()) {
    throw refusal(name, 'it is a folder', 'Name the folder instead.');
  }
  return {
    name,
    size,
    inFolder,
    chunks: () =>
      size === undefined ? streamed(() => (name === '-' ? stdin : pipe(name))) : ofFile(name, size),
    ...(size === undefined ? {} : { place: randomAccessTo(name, size) }),
  };
}

/** A pipe that can be let go of: a thread that waits until somebody opens the other end, or writes, keeps all from ending. */
function pipe(name: string): Readable {
  const fd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

/**
 * Into one buffer: what a new one costs, whose memory the system has to clear, is more than to read what goes into it.
 * A small file is read without the way to another thread, which is a sixth of a batch's time. A large one leaves room
 * for signals and progress, and so does one without a size, as those of `/proc`, which may wait for more.
 */
async function* ofFile(name: string, size: number): AsyncGenerator<Buffer> {
  const isSmall = size > 0 && size < READ;
  const fd = openSync(name, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(READ);
    for (;;) {
      const length = isSmall ? readSync(fd, buffer) : (await readInto(fd, buffer, 0, READ, null)).bytesRead;
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(fd);
  }
}

const readInto = promisify(read);

async function* streamed(start: () => Readable): AsyncGenerator<Buffer> {
  for await (const chunk of start() as AsyncIterable<Buffer | string>)
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
