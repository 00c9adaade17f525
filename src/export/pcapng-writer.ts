import type { SnifferEvent, SnifferPacket } from '../events/sniffer.js';
import { frameLength } from './frame-length.js';
import { createFrameMask } from './masked-frame.js';
import { interfaceBlock, packetBlock, sectionBlock } from './pcapng.js';

export interface PcapngWriter {
  /** The blocks that an event becomes, perhaps none. */
  readonly event: (event: SnifferEvent) => Uint8Array[];
  readonly counts: () => { readonly packets: number; readonly withoutBytes: number };
}

export interface PcapngOptions {
  /** The program that writes it. */
  readonly application: string;
  readonly wants: (packet: SnifferPacket) => boolean;
  readonly comments: (packet: SnifferPacket) => readonly string[];
}

/** Packets that have bytes, each interface under its name. Times stay as they were printed. */
export function createPcapngWriter({ application, wants, comments }: PcapngOptions): PcapngWriter {
  const interfaces = new Map<string, number>();
  /** By file: the one interface of a capture whose lines name none, and the last time. */
  const sniffed = new Map<string, string>();
  let [packets, withoutBytes] = [0, 0];
  const masked = createFrameMask();
  let micros = 0;

  function interfaceOf(packet: SnifferPacket, linkType: number, blocks: Uint8Array[]): number {
    const name = packet.interface ?? sniffed.get(packet.origin.file) ?? 'any';
    const key = `${linkType} ${name}`;
    const known = interfaces.get(key);
    if (known !== undefined) return known;
    if (interfaces.size === 0) blocks.push(sectionBlock(application));
    interfaces.set(key, interfaces.size);
    blocks.push(interfaceBlock(name, linkType));
    return interfaces.size - 1;
  }

  return {
    event(event) {
      if (event.kind === 'capture') {
        if (event.interface !== undefined) sniffed.set(event.origin.file, event.interface);
        return [];
      }
      if (!wants(event)) return [];
      const { frame, direction, stamp } = event;
      if (frame === undefined) {
        withoutBytes += 1;
        return [];
      }
      packets += 1;
      const blocks: Uint8Array[] = [];
      const index = interfaceOf(event, frame.linkType, blocks);
      micros = Math.max(0, stamp?.at ?? micros);
      const said = { direction, comments: comments(event) };
      const bytes = masked(event, frame.bytes);
      blocks.push(packetBlock({ interface: index, micros, bytes, length: frameLength(frame), ...said }));
      return blocks;
    },
    counts: () => ({ packets, withoutBytes }),
  };
}
