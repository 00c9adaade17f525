import type { Bytes } from '../input/open-bytes.js';

/** Output of a FortiGate, or a packet capture, under the name by which a report cites it. */
export interface CaptureFile {
  readonly name: string;
  /**
   * Text, or bytes as they are in the file: packed or not, text of any encoding, pcap, pcapng. A stream is read once, so
   * that a choice of times before the end cannot be told from it.
   */
  readonly data: string | Uint8Array | Blob | AsyncIterable<Uint8Array>;
}

/** Of a piece of memory at a time. */
const PIECE = 256 * 1024;

export function captureBytes({ name, data }: CaptureFile): Bytes {
  const given = typeof data === 'string' ? Buffer.from(data) : data;
  return { name, size: sizeOf(given), inFolder: false, chunks: () => pieces(given) };
}

function sizeOf(data: Exclude<CaptureFile['data'], string>): number | undefined {
  if (data instanceof Uint8Array) return data.length;
  return data instanceof Blob ? data.size : undefined;
}

async function* pieces(data: Exclude<CaptureFile['data'], string>): AsyncIterable<Uint8Array> {
  if (data instanceof Uint8Array) {
    for (let at = 0; at < data.length; at += PIECE)
      yield await Promise.resolve(data.subarray(at, at + PIECE));
  } else if (data instanceof Blob) {
    for (let at = 0; at < data.size; at += PIECE)
      yield new Uint8Array(await data.slice(at, at + PIECE).arrayBuffer());
  } else yield* data;
}
