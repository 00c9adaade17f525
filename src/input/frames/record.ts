/** One captured frame; `data` is a view into the reader's buffer and lives one turn only. */
export interface RawFrame {
  readonly data: Uint8Array;
  /** As libpcap numbers link types. */
  readonly linkType: number;
  /** Epoch microseconds, nanoseconds cut off; undefined where the block holds none. */
  readonly micros: number | undefined;
  readonly interface: string | undefined;
  readonly direction: 'in' | 'out' | undefined;
}

export interface FrameSink {
  frame(frame: RawFrame): void;
  /** A length that cannot be true was met at the next frame. */
  lied(): void;
}

/**
 * Reads one record at the start of `view`. The number is how many bytes it takes, more than there are where the rest
 * may be skipped unread; 0 when more bytes are needed, and STOP when nothing behind it can be trusted.
 */
export type ReadRecord = (view: DataView) => number;
export const STOP = -1;

/** Longest frame that is kept in memory; libpcap's own largest snapshot length is 256 KiB. */
export const MAX_FRAME = 1 << 20;

/** The `length` bytes at `at` of the view, as a view themselves. */
export function part(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}
