import type { ZstdError } from 'fzstd';

import { EXIT, Failure } from '../failure.js';
import { createWindowWatch } from './zstd-window.js';

const MIB = 1024 * 1024;
const SLOW_WINDOW = 8 * MIB;
const LARGEST_WINDOW = 128 * MIB;

/** Small, because one byte of input may become 32 KiB of output, all of it handed over in one call. */
const PIECE = 1024;

/** Unpacks zstd where Node itself cannot; throws Failure where a frame wants more memory than is sane. */
export async function* unzstd(
  chunks: AsyncIterable<Buffer>,
  lost: (kind: string) => void,
): AsyncGenerator<Buffer> {
  // Loaded only where a file is packed so, and Node is too old for it.
  const { Decompress, ZstdErrorCode } = await import('fzstd');
  let ready: Buffer[] = [];
  const decompress = new Decompress((data) => {
    ready.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  });
  const check = createMemoryCheck(lost);
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        check(piece);
        // A copy, for it keeps what it cannot unpack yet.
        decompress.push(Uint8Array.from(piece));
        yield* ready;
        ready = [];
      }
    }
    decompress.push(new Uint8Array(0), true);
  } catch (error) {
    const code = (error as Partial<ZstdError>).code;
    // Lengths that lie make it read and allocate out of range.
    if (typeof code !== 'number' && !/^(Range|Type)Error$/.test((error as Error).name)) throw error;
    yield* ready;
    lost(code === ZstdErrorCode.UnexpectedEOF ? 'truncated-zstd' : 'corrupt-zstd');
  }
}

/** Looks at the memory that the frames ask for before they are unpacked; tells once of one that takes long. */
function createMemoryCheck(lost: (kind: string) => void): (piece: Buffer) => void {
  const windowIn = createWindowWatch();
  let isTold = false;
  return (piece) => {
    const window = windowIn(piece);
    if (window > LARGEST_WINDOW) {
      throw new Failure(
        'FGT_UNREADABLE',
        EXIT.unreadable,
        'The zstd file wants more than 128 MB of memory to be unpacked',
        ['Unpack it first: zstd -d --long=31 FILE'],
      );
    }
    if (window > SLOW_WINDOW && !isTold) lost('large-zstd-window');
    isTold ||= window > SLOW_WINDOW;
  };
}
