import { constants, createReadStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

import { EXIT, Failure } from '../failure.js';
import { UNREADABLE } from '../events/damage.js';
import { findFiles, type Found, type Warn } from './find-files.js';
import type { Input, Sink } from './input.js';
import { newlineOf, readLines } from './lines.js';
import { inOrder } from './input-order.js';
import { createPcapReader } from './pcap.js';
import { peel, type Peeled } from './decompress.js';
import { createDecoder, type Encoding } from './decode.js';
import type { Chunks } from './codecs.js';
import { refusal, unreadable } from './unreadable.js';

/** Of text at a time: longer strings are a burden to V8, which moves or zeroes them. */
const CHUNK = 64 * 1024;
/** Of a file at a time: each reading is a way to another thread and back. */
const READ = 4 * CHUNK;

/** Of all heads together, in bytes: of ten thousand files each keeps less of its own. */
const HEADS = 16 * 1024 * 1024;

/** The shortest start that tells a kind: a live stream is not kept waiting for more. */
const LEAST = 16;

/**
 * Opens files, folders (walked) and `-` (stdin), told apart and put in order by their content. `warn` gets a sentence
 * for each thing that was named twice, or was met in a folder and passed over. `progress` of an input gets the bytes
 * read from disk so far. Throws Failure: 2 usage, 65 a kind that cannot be read, 66 missing or unreadable.
 */
export async function openInputs(
  names: readonly string[],
  options: { stdin?: Readable; warn?: Warn } = {},
): Promise<Input[]> {
  const warn = options.warn ?? (() => undefined);
  const found = await findFiles(names, warn);
  const wanted = { waitFor: found.length === 1 ? LEAST : CHUNK, keep: Math.min(CHUNK, HEADS / found.length) };
  const inputs: Input[] = [];
  const unread: Input[] = [];
  for (const file of found) {
    try {
      const input = await open(file, options.stdin ?? process.stdin, wanted, warn);
      if (input) inputs.push(input);
    } catch (error) {
      unread.push(passedOver(file, error, warn));
    }
  }
  if (inputs.length === 0) {
    throw refusal(names.join(', '), 'no capture is in it', 'Name a folder with captures in it.');
  }
  return [...inOrder(inputs), ...unread];
}

/**
 * In the place of something in a folder that cannot be read, so that its absence stands in the report: one bad file
 * does not take the others with it. Throws what it was given where the user named the file.
 */
function passedOver({ name, size, inFolder }: Found, error: unknown, warn: Warn): Input {
  const reason = unreadable(name, error);
  if (!inFolder || !(reason instanceof Failure)) throw reason;
  warn(`${reason.message}; it is passed over`);
  const tell: Input['read'] = (sink) => {
    sink.damaged(UNREADABLE, 1);
    return Promise.resolve();
  };
  return { name, size, container: 'text', packing: [], unpacked: nothing, head: '', read: tell };
}

async function* nothing(): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.alloc(0));
}

/** Of the head of an input, in bytes. */
interface Wanted {
  /** Before a stream is judged. */
  readonly waitFor: number;
  readonly keep: number;
}

async function open(
  file: Found,
  stdin: Readable,
  { waitFor, keep }: Wanted,
  warn: Warn,
): Promise<Input | undefined> {
  const { name, size, inFolder } = file;
  let progress: (bytes: number) => void = () => undefined;
  // Node reads nothing from it, and says nothing.
  if (name === '-' && stdin === process.stdin && fstatSync(0).isDirectory()) {
    throw refusal(name, 'it is a folder', 'Name the folder instead.');
  }
  const start = (): Promise<Peeled> => {
    const stream = (): Readable => {
      if (name === '-') return stdin;
      return size === undefined ? pipe(name) : createReadStream(name, { highWaterMark: READ });
    };
    return peel(
      bytesOf(stream, name, (bytes) => {
        progress(bytes);
      }),
      size === undefined ? waitFor : CHUNK,
    );
  };
  const first = await start();
  const { kind, head } = first;
  if (kind.is === 'refused') {
    await first.close();
    if (!inFolder) {
      const what = name === '-' ? 'Standard input' : name;
      throw new Failure('FGT_KIND', EXIT.unrecognised, `${what} is ${kind.what}`, [kind.advice]);
    }
    if (kind.expected !== true) warn(`${name} is ${kind.what} and is passed over`);
    return undefined;
  }
  // A file is opened again when its turn comes: a folder may hold more of them than may be open at once.
  if (size !== undefined) await first.close();
  const opened = size === undefined ? first : null;
  const { packing } = first;
  return {
    name,
    size,
    container: kind.is,
    packing,
    async *unpacked() {
      yield* (opened ?? (await start())).chunks;
    },
    head: kind.is === 'text' ? textOf(head.subarray(0, keep), kind.encoding) : '',
    async read(sink, tell) {
      if (tell) progress = tell;
      try {
        await read(name, opened ?? (await start()), sink);
      } catch (error) {
        await passedOver(file, error, warn).read(sink);
      }
    },
  };
}

async function read(name: string, { kind, head, chunks, losses }: Peeled, sink: Sink): Promise<void> {
  const last =
    kind.is === 'text'
      ? await readLines(textPieces(chunks, kind.encoding, sink), sink, newlineOf(textOf(head, kind.encoding)))
      : await readPackets(name, chunks, sink);
  for (const loss of losses) sink.damaged(loss, Math.max(1, last));
}

/** Returns the number of the last frame. */
async function readPackets(name: string, chunks: Chunks, sink: Sink): Promise<number> {
  let last = 0;
  const event: Sink['event'] = (packet) => {
    last = packet.origin.line;
    sink.event(packet);
  };
  const reader = createPcapReader(name, { ...sink, event });
  // Before the first one, too: which of several inputs begins is not for the disk to say.
  await sink.ready?.();
  for await (const chunk of chunks) {
    reader.bytes(chunk);
    await sink.ready?.();
  }
  reader.end();
  return last;
}

async function* textPieces(chunks: Chunks, encoding: Encoding, sink: Sink): AsyncGenerator<string> {
  const decoder = createDecoder(encoding);
  await sink.ready?.();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += CHUNK) {
      yield decoder.text(chunk.subarray(at, at + CHUNK));
      await sink.ready?.();
    }
  }
  yield decoder.end();
}

function textOf(head: Buffer, encoding: Encoding): string {
  return createDecoder(encoding)
    .text(head)
    .replace(/^\ufeff/, '');
}

/** A pipe that can be let go of: a thread that waits until somebody opens the other end, or writes, keeps all from ending. */
function pipe(name: string): Readable {
  const fd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

async function* bytesOf(
  start: () => Readable,
  name: string,
  tell: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let total = 0;
  try {
    for await (const chunk of start() as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      total += bytes.length;
      tell(total);
      yield bytes;
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}
