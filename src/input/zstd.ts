import type { ZstdError } from 'fzstd';

import { EXIT, Failure } from '../failure.js';

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
  let head: Buffer | undefined;
  try {
    for await (const chunk of chunks) {
      head ??= checked(chunk, lost);
      for (let at = 0; at < chunk.length; at += PIECE) {
        // A copy, for it keeps what it cannot unpack yet.
        decompress.push(Uint8Array.from(chunk.subarray(at, at + PIECE)));
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

function checked(head: Buffer, lost: (kind: string) => void): Buffer {
  const window = windowOf(head);
  if (window > LARGEST_WINDOW) {
    throw new Failure(
      'FGT_UNREADABLE',
      EXIT.unreadable,
      'The zstd file wants more than 128 MB of memory to be unpacked',
      ['Unpack it first: zstd -d --long=31 FILE'],
    );
  }
  if (window > SLOW_WINDOW) lost('large-zstd-window');
  return head;
}

/** Bytes of history that the first frame asks for; 0 where its header is not to be seen. */
function windowOf(head: Buffer): number {
  let at = 0;
  while (head.length >= at + 8 && head.readUInt32LE(at) >>> 4 === 0x184d2a5)
    at += 8 + head.readUInt32LE(at + 4);
  if (head.length < at + 18 || head.readUInt32LE(at) !== 0xfd2fb528) return 0;
  const flags = head.readUInt8(at + 4);
  if ((flags & 0x20) === 0) {
    const descriptor = head.readUInt8(at + 5);
    const base = 2 ** (10 + (descriptor >> 3));
    return base + (base / 8) * (descriptor & 7);
  }
  // A single segment: its window is its content.
  const size = at + 5 + ([0, 1, 2, 4][flags & 3] ?? 0);
  const width = flags >> 6;
  if (width === 0) return head.readUInt8(size);
  if (width === 1) return head.readUInt16LE(size) + 256;
  return width === 2 ? head.readUInt32LE(size) : Number(head.readBigUInt64LE(size));
}
