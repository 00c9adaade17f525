import type { Gunzip, InflateRaw } from 'node:zlib';

import { unzstd } from './zstd.js';

/** Bytes in any cuts. Each lives until the next one is asked for: they may share one buffer. */
export type Chunks = AsyncIterable<Buffer>;

/** Says in kebab case what was lost. What could be read before it is passed on all the same. */
type Lost = (kind: string) => void;

/** Unpacks one layer; holds a few chunks, however much comes out. */
export type Unpack = (chunks: Chunks, lost: Lost) => Chunks;

/** Small, because what a piece holds before damaged bytes is lost with them. */
const PIECE = 1024;

/**
 * All members of a gzip file, or all frames of a zstd file, one after another; deflate is what zip packs with. Most
 * captures are not packed.
 */
export const UNPACK: Record<'gzip' | 'zstd' | 'deflate', Unpack> = {
  async *deflate(chunks, lost) {
    const { createInflateRaw } = await import('node:zlib');
    yield* through(chunks, createInflateRaw({ chunkSize: 65_536 }), 'zip', lost);
  },
  async *gzip(chunks, lost) {
    const { createGunzip } = await import('node:zlib');
    yield* through(chunks, createGunzip({ chunkSize: 65_536 }), 'gzip', lost);
  },
  async *zstd(chunks, lost) {
    // Only newer releases of Node have it.
    const { createZstdDecompress } = (await import('node:zlib')) as {
      createZstdDecompress?: (options: { chunkSize: number }) => Gunzip;
    };
    yield* createZstdDecompress
      ? through(chunks, createZstdDecompress({ chunkSize: 65_536 }), 'zstd', lost)
      : unzstd(chunks, lost);
  },
};

async function* through(
  chunks: Chunks,
  unpacker: Gunzip | InflateRaw,
  name: string,
  lost: Lost,
): AsyncGenerator<Buffer> {
  void feed(chunks, unpacker);
  try {
    yield* unpacker as AsyncIterable<Buffer>;
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (!/^(Z_|ZSTD_)/.test(code)) throw error;
    // What was unpacked before the damage still waits in the stream.
    for (let rest; (rest = unpacker.read() as Buffer | null) !== null;) yield rest;
    lost(code === 'Z_BUF_ERROR' ? `truncated-${name}` : `corrupt-${name}`);
  }
}

/** Waits for each write: what a last one still unpacked would be lost with a truncated end. */
async function feed(chunks: Chunks, unpacker: Gunzip | InflateRaw): Promise<void> {
  try {
    for await (const piece of inPieces(chunks)) {
      await new Promise((resolve) => unpacker.write(piece, resolve));
      if (unpacker.destroyed) return;
    }
    unpacker.end();
  } catch (error) {
    unpacker.destroy(error as Error);
  }
}

async function* inPieces(chunks: Chunks): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
  }
}
