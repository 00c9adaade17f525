import { pcapFormat } from './frames/pcap.js';
import { pcapngFormat } from './frames/pcapng.js';
import { STOP, type FrameSink, type ReadRecord } from './frames/record.js';

/** Cuts pcap and pcapng into frames as the bytes come; `end` tells whether the last record was whole. */
export function createFrameReader(sink: FrameSink): { bytes(chunk: Uint8Array): void; end(): boolean } {
  let rest = new Uint8Array(0);
  let skip = 0;
  let stopped = false;
  let read: ReadRecord | undefined;

  function bytes(chunk: Uint8Array): void {
    if (stopped) return;
    const skipped = Math.min(skip, chunk.length);
    skip -= skipped;
    const data = join(rest, chunk.subarray(skipped));
    let at = 0;
    while (at < data.length && !stopped) {
      const view = new DataView(data.buffer, data.byteOffset + at, data.length - at);
      if (read === undefined && view.byteLength < 4) break;
      read ??= pcapFormat(view, sink) ?? pcapngFormat(sink);
      const taken = read(view);
      if (taken === 0) break;
      if (taken === STOP) {
        stopped = true;
        sink.lied();
      } else at += taken;
    }
    skip += Math.max(0, at - data.length);
    // A copy also of a Buffer, whose own `slice` is none.
    rest = stopped ? new Uint8Array(0) : Uint8Array.from(data.subarray(at));
  }

  return { bytes, end: () => rest.length === 0 && skip === 0 };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
