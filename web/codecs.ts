import { Gunzip } from 'fflate';

import type { Unpack } from '../src/input/codecs.js';
import { unzstd } from '../src/input/zstd.js';

/** Small, because what a piece holds before damaged bytes is lost with them. */
const PIECE = 1024;

/** As `input/codecs` unpacks, which leaves gzip to Node. */
export const UNPACK: Record<'gzip' | 'zstd', Unpack> = { gzip: gunzip, zstd: unzstd };

async function* gunzip(chunks: AsyncIterable<Buffer>, lost: (kind: string) => void): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  const unpacker = new Gunzip((data) => {
    ready.push(Buffer.from(data.buffer, data.byteOffset, data.length));
  });
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        unpacker.push(chunk.subarray(at, at + PIECE));
        yield* ready;
        ready = [];
      }
    }
    unpacker.push(new Uint8Array(0), true);
    yield* ready;
  } catch (error) {
    yield* ready;
    const { code } = error as { code?: number };
    if (typeof code !== 'number') throw error;
    lost(code === 0 ? 'truncated-gzip' : 'corrupt-gzip');
  }
}
