import type { End, Packet } from './traffic.js';

const FLAGS = { S: 2, 'S.': 18, '.': 16, 'P.': 24, 'F.': 17 };

/** Ethernet, IPv4 and TCP of a packet. Its checksums are left out: nobody here asks for them. */
export function frameOf({ leg, from, flags, seq, ack, payload }: Packet): Buffer {
  const [src, dst] = from === 'client' ? [leg.client, leg.server] : [leg.server, leg.client];
  const bytes = Buffer.alloc(54 + payload.length);
  bytes.write('000000000001000000334455', 'hex');
  bytes.writeUInt16BE(0x0800, 12);
  bytes[14] = 0x45;
  bytes.writeUInt16BE(40 + payload.length, 16);
  bytes[22] = 64;
  bytes[23] = 6;
  put(bytes, src, 26, 34);
  put(bytes, dst, 30, 36);
  bytes.writeUInt32BE(seq, 38);
  bytes.writeUInt32BE(ack, 42);
  bytes[46] = 0x50;
  bytes[47] = FLAGS[flags];
  bytes.writeUInt16BE(64_240, 48);
  bytes.write(payload, 54, 'latin1');
  return bytes;
}

function put(bytes: Buffer, end: End, address: number, port: number): void {
  for (const [at, octet] of end.address.split('.').entries()) bytes[address + at] = Number(octet);
  bytes.writeUInt16BE(end.port, port);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const SHOWN = Array.from({ length: 256 }, (_, byte) =>
  byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.',
);

/** As the unit's sniffer prints it. */
export function hexDump(bytes: Buffer): string {
  let dump = '';
  for (let offset = 0; offset < bytes.length; offset += 16) {
    let pairs = '';
    let shown = '';
    for (let at = offset; at < Math.min(offset + 16, bytes.length); at++) {
      pairs += (at % 2 === 0 && at > offset ? ' ' : '') + (HEX[bytes[at] ?? 0] ?? '');
      shown += SHOWN[bytes[at] ?? 0] ?? '';
    }
    dump += `0x${offset.toString(16).padStart(4, '0')}\t ${pairs.padEnd(39)}\t${shown}\n`;
  }
  return dump;
}

/** As text2pcap wants it: its own reading of the unit's dump finds no packet. */
export function plainDump(bytes: Buffer): string {
  let dump = '';
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = bytes.subarray(offset, offset + 16);
    dump += `${offset.toString(16).padStart(6, '0')} ${Array.from(row, (byte) => HEX[byte]).join(' ')}\n`;
  }
  return dump;
}

export const PCAP_HEAD = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');

export function pcapRecord(bytes: Buffer, micros: number): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(Math.floor(micros / 1e6), 0);
  head.writeUInt32LE(Math.floor(micros % 1e6), 4);
  head.writeUInt32LE(bytes.length, 8);
  head.writeUInt32LE(bytes.length, 12);
  return Buffer.concat([head, bytes]);
}
