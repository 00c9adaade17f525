import { gzipSync } from 'node:zlib';

/** Compressions of a file, the outermost first. */
export type Packing = readonly ('gzip' | 'zstd')[];

/** The bytes packed as the file was that they come from. */
export function packed(bytes: Buffer, packing: Packing): Buffer {
  return packing.reduceRight<Buffer>(
    (inner, kind) => (kind === 'gzip' ? gzipSync(inner) : zstdFrame(inner)),
    bytes,
  );
}

/** The most that one block of a frame may hold. */
const BLOCK = 128 * 1024;
const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** No size, no checksum, no dictionary; a window of 2 MiB. */
const HEADER = [0x00, 0x58];

/** A frame of stored blocks (RFC 8878): Node 20 can read Zstandard through fzstd, and nothing of it can write any. */
function zstdFrame(bytes: Buffer): Buffer {
  const parts = [Buffer.from([...MAGIC, ...HEADER])];
  for (let at = 0; at === 0 || at < bytes.length; at += BLOCK) {
    const part = Buffer.from(bytes.subarray(at, at + BLOCK));
    const isLast = at + BLOCK >= bytes.length ? 1 : 0;
    const head = Buffer.alloc(3);
    head.writeUIntLE((part.length << 3) | isLast, 0, 3);
    parts.push(head, part);
  }
  return Buffer.concat(parts);
}
