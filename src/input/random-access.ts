import { closeSync, openSync, readSync } from 'node:fs';

import type { Chunks } from './codecs.js';

/** Bytes on disk that can be read from anywhere, and more than once. */
export interface RandomAccess {
  readonly length: number;
  /** Fewer bytes where it ends before. */
  read(at: number, length: number): Buffer;
}

const PIECE = 256 * 1024;

/** A file, open only while it is read: a folder may hold more of them than may be open at once. */
export function randomAccessTo(path: string, length: number): RandomAccess {
  return {
    length,
    read(at, wanted) {
      const file = openSync(path, 'r');
      try {
        const bytes = Buffer.allocUnsafe(wanted);
        return bytes.subarray(0, readSync(file, bytes, 0, wanted, at));
      } finally {
        closeSync(file);
      }
    },
  };
}

/** What lies in a place from `start` on, `length` bytes of it. */
export async function* bytesIn(place: RandomAccess, start: number, length: number): Chunks {
  for (let at = start; at < start + length;) {
    const piece = await Promise.resolve(place.read(at, Math.min(PIECE, start + length - at)));
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}
