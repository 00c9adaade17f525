import { dissectFrame } from '../dissect/frame.js';
import { createPeerTable } from '../events/peer-table.js';
import { FramePacket } from './frame-packet.js';
import { createFrameReader } from './frames.js';
import type { Sink } from './input.js';

/** Turns pcap and pcapng into packets of a sniffer: `line` is the frame number, from 1. */
export function createPcapReader(file: string, sink: Sink): { bytes(chunk: Uint8Array): void; end(): void } {
  let frames = 0;
  const known = createPeerTable();
  const reader = createFrameReader({
    frame(raw) {
      frames += 1;
      sink.event(new FramePacket(raw, dissectFrame(raw.data, raw.linkType, known), file, frames));
    },
    lied() {
      sink.damaged('bad-capture-length', frames + 1);
    },
  });
  return {
    bytes: (chunk) => {
      reader.bytes(chunk);
    },
    end() {
      if (!reader.end()) sink.damaged('truncated-capture', frames + 1);
    },
  };
}
