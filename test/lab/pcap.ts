/** A frame of a capture with the interface it was seen on. */
export interface Frame {
  readonly micros: number;
  readonly bytes: Buffer;
  readonly interface: 'port2' | 'port3';
  readonly out: boolean;
}

const HEAD = 24;
const RECORD = 16;

/** Frames of a little-endian microsecond pcap, as tcpdump writes it here; a record that was cut off is left out. */
export function readFrames(pcap: Buffer, name: Frame['interface'], ownMac: string): Frame[] {
  const frames: Frame[] = [];
  const own = Buffer.from(ownMac.replaceAll(':', ''), 'hex');
  for (let at = HEAD; at + RECORD <= pcap.length;) {
    const length = pcap.readUInt32LE(at + 8);
    const bytes = pcap.subarray(at + RECORD, at + RECORD + length);
    if (bytes.length < length) break;
    const micros = pcap.readUInt32LE(at) * 1e6 + pcap.readUInt32LE(at + 4);
    frames.push({ micros, bytes, interface: name, out: bytes.subarray(6, 12).equals(own) });
    at += RECORD + length;
  }
  return frames;
}

const ETHERNET = 1;
const LINUX_COOKED = 113;

function written(linkType: number, frames: readonly { micros: number; bytes: Buffer }[]): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(262144, 16);
  head.writeUInt32LE(linkType, 20);
  const records = frames.flatMap(({ micros, bytes }) => {
    const record = Buffer.alloc(RECORD);
    record.writeUInt32LE(Math.floor(micros / 1e6), 0);
    record.writeUInt32LE(micros % 1e6, 4);
    record.writeUInt32LE(bytes.length, 8);
    record.writeUInt32LE(bytes.length, 12);
    return [record, bytes];
  });
  return Buffer.concat([head, ...records]);
}

export const ethernetPcap = (frames: readonly Frame[]): Buffer => written(ETHERNET, frames);

/** As `tcpdump -i any` writes it: no interface, but whether a frame was for this host or sent by it. */
export function cookedPcap(frames: readonly Frame[]): Buffer {
  const cooked = frames.map(({ micros, bytes, out }) => {
    const head = Buffer.alloc(16);
    head.writeUInt16BE(out ? 4 : 0, 0);
    head.writeUInt16BE(1, 2);
    head.writeUInt16BE(6, 4);
    bytes.copy(head, 6, 6, 12);
    bytes.copy(head, 14, 12, 14);
    return { micros, bytes: Buffer.concat([head, bytes.subarray(14)]) };
  });
  return written(LINUX_COOKED, cooked);
}
