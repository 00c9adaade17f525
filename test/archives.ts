import { crc32, deflateRawSync } from 'node:zlib';

import { pack } from 'tar-stream';

export interface Packed {
  readonly name: string;
  readonly bytes: Buffer | string;
  /** Of a zip: 8 deflate, 0 stored. */
  readonly method?: number;
  /** Of a zip: 1 is encrypted. */
  readonly flags?: number;
  /** Of a zip: the mode of a Unix file. */
  readonly mode?: number;
  /** Of a tar. */
  readonly type?: 'file' | 'symlink' | 'character-device' | 'directory';
}

/** A zip archive, also one that no program would write. */
export function zip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, method = 8, flags = 0, mode = 0 } of files) {
    const plain = Buffer.from(bytes);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const path = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags | 0x800, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('504b0304', 'hex'), shared, path, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('504b01021403', 'hex'), shared, tail, path);
    at += 30 + path.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

export async function tar(files: readonly Packed[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, bytes, type = 'file' } of files) {
    if (type === 'file') archive.entry({ name }, Buffer.from(bytes));
    else archive.entry({ name, type, linkname: 'elsewhere' });
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
