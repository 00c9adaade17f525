import { PACKED_TOO_DENSELY, UNREADABLE } from '../events/damage.js';
import { EXIT, Failure } from '../failure.js';
import { createAlikeWarnings } from './alike-warnings.js';
import type { Unpack } from './codecs.js';
import { type Allowance, peel, type Peeled } from './decompress.js';
import type { Input } from './input.js';
import { CHUNK } from './line-blocks.js';
import { inOrder } from './input-order.js';
import type { RandomAccess } from './random-access.js';
import { readPeeled, textOf } from './read-peeled.js';
import { unreadable } from './unreadable.js';
import type { Warn } from './warn.js';

/** Bytes under a name, wherever they come from: a file, a pipe, a page of a browser, a program. */
export interface Bytes {
  readonly name: string;
  /** How many where that is known, for progress; undefined for a stream, which can be read only once. */
  readonly size: number | undefined;
  /** Met in a folder and not named: what cannot be read is then passed over, and the report says so. */
  readonly inFolder: boolean;
  /** From the beginning, in any cuts. Each lives until the next one is asked for: they may share one buffer. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
  /** Where they can be read from anywhere. */
  readonly place?: RandomAccess;
  /** Of a file in an archive. */
  readonly archived?: Archived;
}

export interface Archived {
  /** How many archives it is in. */
  readonly depth: number;
  readonly unpack: Unpack | undefined;
  readonly allowance: Allowance;
  /** How many bytes it unpacks to, as the archive says. */
  readonly length: number;
}

export interface OpenedBytes {
  readonly source: Bytes;
  readonly input: Input;
}

/** Reads archives as folders. Handed in, because it needs a disk: without it they are refused. */
export interface Archives {
  /** The files in it, null where it is a document packed as one. The bytes that were peeled are read or closed. */
  readonly filesIn: (
    source: Bytes,
    peeled: Peeled,
    kind: 'zip' | 'tar',
    warn: Warn,
  ) => Promise<Bytes[] | null>;
  readonly withoutRepeats: (opened: readonly OpenedBytes[], warn: Warn) => Promise<Input[]>;
}

/** Of the head of an input, in bytes. */
interface Wanted {
  /** Before a stream is judged. */
  readonly waitFor: number;
  readonly keep: number;
}

/** Of all heads together, in bytes: of ten thousand files each keeps less of its own. */
const HEADS = 16 * 1024 * 1024;

/** The shortest start that tells a kind: a live stream is not kept waiting for more. */
const LEAST = 16;

/** Told apart and put in order by their content; what is in a folder and is no capture is passed over. */
export async function openAll(sources: readonly Bytes[], warn: Warn, archives?: Archives): Promise<Input[]> {
  const wanted = {
    waitFor: sources.length === 1 ? LEAST : CHUNK,
    keep: Math.min(CHUNK, HEADS / sources.length),
  };
  const opened: OpenedBytes[] = [];
  const unread: Input[] = [];
  const alike = createAlikeWarnings(warn);
  const add = async (source: Bytes, tell = alike.of(source.name)): Promise<void> => {
    try {
      const first = await begin(source, wanted);
      const { kind, peeled } = first;
      if (kind.is === 'refused') await refuse(source, peeled, kind, tell);
      else if (kind.is === 'zip' || kind.is === 'tar') {
        const files = await archives?.filesIn(source, peeled, kind.is, warn);
        if (!files) await refuse(source, peeled, archives === undefined ? ARCHIVE : DOCUMENT, tell);
        for (const file of files ?? []) await add(file);
      } else {
        const input = await openBytes(source, { ...first, container: kind.is }, wanted, warn);
        opened.push({ source, input });
      }
    } catch (error) {
      unread.push(passedOver(source, error, tell));
    }
  };
  for (const source of sources) await add(source);
  alike.end();
  const inputs = await (archives?.withoutRepeats(opened, warn) ?? opened.map(({ input }) => input));
  return [...inOrder(inputs), ...unread];
}

const PAPER = 'a document (such as docx) or a program';
const DOCUMENT = { what: PAPER, advice: 'Save what is in it as plain text' } as const;
const ARCHIVE = { what: 'an archive', advice: 'Unpack it first and name what is in it' } as const;

async function refuse(
  { name, inFolder }: Bytes,
  peeled: Peeled,
  { what, advice, expected }: { what: string; advice: string; expected?: boolean },
  warn: Warn,
): Promise<void> {
  await peeled.close();
  if (!inFolder) {
    const it = name === '-' ? 'Standard input' : name;
    throw new Failure('FGT_KIND', EXIT.unrecognised, `${it} is ${what}`, [advice]);
  }
  if (expected !== true) warn(`${name} is ${what} and is passed over`);
}

/** A stream has begun before anybody asks how far it is. */
interface Begun {
  readonly kind: Peeled['kind'];
  readonly peeled: Peeled;
  readonly progress: { tell: (bytes: number) => void };
}

async function begin(
  source: Bytes,
  { waitFor }: Wanted,
  progress: Begun['progress'] = { tell: () => undefined },
): Promise<Begun> {
  const { size, archived } = source;
  const bytes = counted(source, (count) => {
    progress.tell(count);
  });
  const peeled = await peel(bytes, size === undefined && archived === undefined ? waitFor : CHUNK, archived);
  return { kind: peeled.kind, peeled, progress };
}

/** The bytes of a source; `tell` gets how many were read so far. Throws Failure 66 where they cannot be read. */
async function* counted({ name, chunks }: Bytes, tell: (bytes: number) => void): AsyncGenerator<Buffer> {
  let total = 0;
  try {
    for await (const { buffer, byteOffset, length } of chunks()) {
      total += length;
      tell(total);
      yield Buffer.from(buffer, byteOffset, length);
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** Throws Failure 66 where it is unreadable. */
async function openBytes(
  source: Bytes,
  { container, peeled, progress }: Begun & { container: Input['container'] },
  wanted: Wanted,
  warn: Warn,
): Promise<Input> {
  const { name, size, archived } = source;
  const { kind, head, packing } = peeled;
  const isStream = size === undefined && archived === undefined;
  // A file is opened again when its turn comes: a folder may hold more of them than may be open at once.
  if (!isStream) await peeled.close();
  const again = async (): Promise<Peeled> =>
    isStream ? peeled : (await begin(source, wanted, progress)).peeled;
  return {
    name,
    size,
    container,
    packing,
    async *unpacked() {
      yield* (await again()).chunks;
    },
    head: kind.is === 'text' ? textOf(head.subarray(0, wanted.keep), kind.encoding) : '',
    async read(sink, tell) {
      if (tell) progress.tell = tell;
      try {
        const losses = await readPeeled(name, await again(), sink);
        if (losses.includes(PACKED_TOO_DENSELY))
          warn(`${name} unpacks to far more than a capture does; the rest of it is passed over`);
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
  warn: Warn,
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
