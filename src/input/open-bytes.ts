import { UNREADABLE } from '../events/damage.js';
import { EXIT, Failure } from '../failure.js';
import type { Chunks } from './codecs.js';
import { createDecoder, type Encoding } from './decode.js';
import { peel, type Peeled } from './decompress.js';
import type { Input, Sink } from './input.js';
import { newlineOf, readLines } from './lines.js';
import { inOrder } from './input-order.js';
import { createPcapReader } from './pcap.js';
import { unreadable } from './unreadable.js';

/** Bytes under a name, wherever they come from: a file, a pipe, a page of a browser, a program. */
export interface Bytes {
  readonly name: string;
  /** How many where that is known, for progress; undefined for a stream, which can be read only once. */
  readonly size: number | undefined;
  /** Met in a folder and not named: what cannot be read is then passed over, and the report says so. */
  readonly inFolder: boolean;
  /** From the beginning, in any cuts; `tell` gets how many were read so far. */
  readonly chunks: (tell: (bytes: number) => void) => Chunks;
}

/** Of the head of an input, in bytes. */
interface Wanted {
  /** Before a stream is judged. */
  readonly waitFor: number;
  readonly keep: number;
}

/** Of text at a time: longer strings are a burden to V8, which moves or zeroes them. */
export const CHUNK = 64 * 1024;

/** Of all heads together, in bytes: of ten thousand files each keeps less of its own. */
const HEADS = 16 * 1024 * 1024;

/** The shortest start that tells a kind: a live stream is not kept waiting for more. */
const LEAST = 16;

/** Told apart and put in order by their content; what is in a folder and is no capture is passed over. */
export async function openAll(sources: readonly Bytes[], warn: (sentence: string) => void): Promise<Input[]> {
  const wanted = {
    waitFor: sources.length === 1 ? LEAST : CHUNK,
    keep: Math.min(CHUNK, HEADS / sources.length),
  };
  const inputs: Input[] = [];
  const unread: Input[] = [];
  for (const source of sources) {
    try {
      const input = await openBytes(source, wanted, warn);
      if (input) inputs.push(input);
    } catch (error) {
      unread.push(passedOver(source, error, warn));
    }
  }
  return [...inOrder(inputs), ...unread];
}

/**
 * Tells by its content what an input is. Undefined where something in a folder is no capture; `warn` then gets a
 * sentence. Throws Failure: 65 a kind that cannot be read, 66 unreadable.
 */
async function openBytes(
  source: Bytes,
  { waitFor, keep }: Wanted,
  warn: (sentence: string) => void,
): Promise<Input | undefined> {
  const { name, size, inFolder } = source;
  let progress: (bytes: number) => void = () => undefined;
  const start = (): Promise<Peeled> =>
    peel(
      source.chunks((bytes) => {
        progress(bytes);
      }),
      size === undefined ? waitFor : CHUNK,
    );
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
        await passedOver(source, error, warn).read(sink);
      }
    },
  };
}

/**
 * In the place of something in a folder that cannot be read, so that its absence stands in the report: one bad file
 * does not take the others with it. Throws what it was given where the user named the file.
 */
function passedOver(
  { name, size, inFolder }: Pick<Bytes, 'name' | 'size' | 'inFolder'>,
  error: unknown,
  warn: (sentence: string) => void,
): Input {
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
