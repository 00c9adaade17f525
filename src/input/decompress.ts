import { fileTypeOf, type Kind } from './file-type.js';
import { UNPACK, type Chunks, type Unpack } from './codecs.js';
import type { Packing } from './pack.js';
import { PACKED_TOO_DENSELY } from '../events/damage.js';

/** A stream without its compression, and what it then begins with. */
export interface Peeled {
  readonly kind: Exclude<Kind, { is: 'gzip' | 'zstd' }>;
  readonly head: Buffer;
  readonly packing: Packing;
  /** All of it, the head included. */
  readonly chunks: Chunks;
  /** What is lost on the way, in kebab case; grows while the chunks are read. */
  readonly losses: readonly string[];
  readonly lost: (kind: string) => void;
  /** What has been read of it so far, as it is packed. */
  readonly packed: { readonly bytes: number };
  /** Frees the stream if its chunks are not to be read. */
  close(): Promise<void>;
}

// There are gzip files that unpack to themselves.
const DEEPEST = 4;

/**
 * Bytes that one byte may unpack to: gzip cannot do better than 1032 in one layer, and a log comes to 30. Only what was
 * made to fill memory or time is denser, by packing it again: a gzip in a gzip of 258 bytes held 300 MB.
 */
const DENSEST = 1100;

/** How much a stream may unpack to. */
export interface Allowance {
  /** Up to so many bytes it does not matter. */
  readonly harmless: number;
  /** Bytes of the outermost file for one of the stream's: an archive may have been packed itself. */
  readonly share: number;
}

export const OF_A_FILE: Allowance = { harmless: 8 * 1024 * 1024, share: 1 };

/**
 * `wanted`: how many bytes to wait for before judging, fewer only where the stream ends. `unpack`: a first layer that its
 * beginning does not tell.
 */
export async function peel(
  chunks: Chunks,
  wanted: number,
  { unpack, allowance = OF_A_FILE }: { unpack?: Unpack | undefined; allowance?: Allowance } = {},
): Promise<Peeled> {
  const losses: string[] = [];
  const lost = (kind: string): void => void losses.push(kind);
  const packing: Packing[number][] = [];
  const packed = { bytes: 0 };
  const first = counted(chunks, packed);
  let layer = await peek(unpack?.(first, lost) ?? first, wanted);
  for (let depth = 0; ; depth++) {
    const kind = fileTypeOf(layer.head);
    if (kind.is !== 'gzip' && kind.is !== 'zstd') {
      const isPacked = unpack !== undefined || packing.length > 0;
      const most = (): number => Math.max(allowance.harmless, DENSEST * allowance.share * packed.bytes);
      const unpacked = isPacked ? upTo(most, layer.chunks, lost) : layer.chunks;
      return { ...layer, chunks: unpacked, kind, packing, losses, lost, packed };
    }
    if (depth === DEEPEST) {
      const refused = { is: 'refused', what: 'packed again and again', advice: 'Unpack it first.' } as const;
      return { ...layer, kind: refused, packing, losses, lost, packed };
    }
    packing.push(kind.is);
    layer = await peek(UNPACK[kind.is](layer.chunks, lost), wanted);
  }
}

async function* counted(chunks: Chunks, total: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    total.bytes += chunk.length;
    yield chunk;
  }
}

/**
 * Logs pack to a thirtieth, copies of copies perhaps to a fiftieth. What is denser and still has no line that anybody
 * recognises is no log: 600 KB of gzip kept the parsers busy with newlines for five minutes.
 */
const DENSEST_UNKNOWN = 50;

/** The chunks, for as long as they may be a capture. */
export function whileLikely({ chunks, packed, lost }: Peeled, isKnown = (): boolean => true): Chunks {
  const most = (): number =>
    isKnown() ? Infinity : Math.max(OF_A_FILE.harmless, DENSEST_UNKNOWN * packed.bytes);
  return upTo(most, chunks, lost);
}

async function* upTo(
  most: () => number,
  chunks: Chunks,
  lost: (kind: string) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most()) {
      lost(PACKED_TOO_DENSELY);
      return;
    }
    yield chunk;
  }
}

async function peek(chunks: Chunks, wanted: number): Promise<Pick<Peeled, 'head' | 'chunks' | 'close'>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  for (let length = 0; length < wanted;) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(Buffer.from(next.value));
    length += next.value.length;
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  const head = Buffer.concat(taken);
  return { head, chunks: whole(head, iterator, close), close };
}

async function* whole(
  head: Buffer,
  iterator: AsyncIterator<Buffer>,
  close: () => Promise<void>,
): AsyncGenerator<Buffer> {
  try {
    // In one piece: how others are read beside it does not depend on how it comes.
    if (head.length > 0) yield head;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await close();
  }
}
