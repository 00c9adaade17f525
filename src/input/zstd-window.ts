const FRAME = 0xfd2fb528;
/** The first of sixteen magic numbers of frames that are skipped. */
const SKIPPED = 0x184d2a50;
const RUN_LENGTH = 1;

/** Where the header of a frame is whole: its length, and the bytes of history that the frame asks for. */
interface FrameHeader {
  readonly length: number;
  readonly window: number;
  readonly hasChecksum: boolean;
}

/**
 * Follows zstd through its frames and blocks (RFC 8878, 3.1), whatever pieces it comes in, and returns the most bytes of
 * history that a frame asked for so far. A decoder takes them when it meets the frame: 13 bytes asked for 1.75 GB.
 */
export function createWindowWatch(): (piece: Uint8Array) => number {
  let held = Buffer.alloc(0);
  /** Bytes of blocks that are passed over unread. */
  let skip = 0;
  let frame: FrameHeader | null = null;
  let isLost = false;
  let most = 0;

  /** Takes one header from the start of what is held; 0 where it is not whole yet. */
  function next(): number {
    if (frame !== null) {
      if (held.length < 3) return 0;
      const block = held.readUIntLE(0, 3);
      const size = ((block >>> 1) & 3) === RUN_LENGTH ? 1 : block >>> 3;
      const isLast = (block & 1) === 1;
      skip = size + (isLast && frame.hasChecksum ? 4 : 0);
      if (isLast) frame = null;
      return 3;
    }
    if (held.length < 5) return 0;
    const magic = held.readUInt32LE(0);
    if ((magic & 0xffff_fff0) === SKIPPED) {
      if (held.length < 8) return 0;
      skip = held.readUInt32LE(4);
      return 8;
    }
    isLost = magic !== FRAME;
    const header = isLost ? null : headerOf(held);
    if (header === null) return 0;
    frame = header;
    most = Math.max(most, header.window);
    return header.length;
  }

  return (piece) => {
    const passed = Math.min(skip, piece.length);
    skip -= passed;
    held = Buffer.concat([held, piece.subarray(passed)]);
    for (let taken = next(); taken > 0 && !isLost; taken = next()) {
      const at = Math.min(taken + skip, held.length);
      skip -= at - taken;
      held = held.subarray(at);
    }
    return most;
  };
}

/** Null where not all of it is there. */
function headerOf(bytes: Buffer): FrameHeader | null {
  const flags = bytes.readUInt8(4);
  const isSingle = (flags & 0x20) !== 0;
  const size = 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][flags & 3] ?? 0);
  const width = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  if (bytes.length < size + width) return null;
  // A single segment: its window is its content.
  const window = isSingle ? contentSize(bytes, size, width) : windowOf(bytes.readUInt8(5));
  return { length: size + width, window, hasChecksum: (flags & 4) !== 0 };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(bytes: Buffer, at: number, width: number): number {
  if (width === 1) return bytes.readUInt8(at);
  if (width === 2) return bytes.readUInt16LE(at) + 256;
  return width === 4 ? bytes.readUInt32LE(at) : Number(bytes.readBigUInt64LE(at));
}
