import type { Chunks } from './codecs.js';
import { createDecoder, type Encoding } from './decode.js';
import { type Peeled, whileLikely } from './decompress.js';
import type { Sink } from './input.js';
import { CHUNK } from './line-blocks.js';
import { newlineOf, readLines } from './lines.js';
import { createPcapReader } from './pcap.js';
import { textPieces } from './text-pieces.js';

/** Hands over the lines or packets of an input whose packing was taken off; returns what was lost on the way. */
export async function readPeeled(name: string, peeled: Peeled, sink: Sink): Promise<readonly string[]> {
  const { kind, head, losses } = peeled;
  const chunks = whileLikely(peeled, sink.recognised);
  const newline = kind.is === 'text' ? newlineOf(textOf(head, kind.encoding)) : undefined;
  const last =
    kind.is === 'text' && newline !== undefined
      ? await readLines(textPieces(chunks, kind.encoding, newline, sink), sink, newline)
      : await readPackets(name, chunks, sink);
  for (const loss of losses) sink.damaged(loss, Math.max(1, last));
  return losses;
}

async function readPackets(name: string, chunks: Chunks, sink: Sink): Promise<number> {
  let last = 0;
  const event: Sink['event'] = (packet) => {
    last = packet.origin.line;
    sink.event(packet);
  };
  const reader = createPcapReader(name, { ...sink, event });
  // Before the first one, too: which of several inputs begins is not for the disk to say.
  await sink.turn?.();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += CHUNK) {
      reader.bytes(chunk.subarray(at, at + CHUNK));
      await sink.ready?.();
      await sink.turn?.();
    }
  }
  reader.end();
  return last;
}

/** Without its byte order mark. */
export function textOf(head: Buffer, encoding: Encoding): string {
  return createDecoder(encoding)
    .text(head)
    .replace(/^\ufeff/, '');
}
