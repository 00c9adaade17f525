import { dissectFrame } from '../dissect/frame.js';
import type { Frame } from '../dissect/frame-model.js';
import { WRAPPED_FRAME } from '../events/foreign.js';
import { createPeerTable } from '../events/peer-table.js';
import { FramePacket } from './frame-packet.js';
import { createFrameReader } from './frames.js';
import type { Sink } from './input.js';

/** IP in IP, IPv6 in IP, GRE, L2TP. */
const TUNNELS: ReadonlySet<number> = new Set([4, 41, 47, 115]);
/** VXLAN, its older port on Linux, and Geneve: clouds mirror traffic so. */
const TUNNEL_PORT = /:(?:4789|8472|6081)$/;
/** MPLS too. */
const UNREAD_LINK = /^(?:link type |Ether type 0x884[78] )/;

/** Whether a packet may be in it that nobody reads. */
const isWrapped = ({ proto, dst, note }: Frame): boolean =>
  proto === undefined
    ? UNREAD_LINK.test(note)
    : TUNNELS.has(proto) || (proto === 17 && dst !== undefined && TUNNEL_PORT.test(dst));

/** Turns pcap and pcapng into packets of a sniffer: `line` is the frame number, from 1. */
export function createPcapReader(file: string, sink: Sink): { bytes(chunk: Uint8Array): void; end(): void } {
  let frames = 0;
  const known = createPeerTable();
  const reader = createFrameReader({
    frame(raw) {
      frames += 1;
      const frame = dissectFrame(raw.data, raw.linkType, known);
      if (frame.tcp === undefined && isWrapped(frame)) sink.damaged(WRAPPED_FRAME, frames);
      sink.event(new FramePacket(raw, frame, file, frames));
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
