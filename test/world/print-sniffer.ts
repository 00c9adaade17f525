import type { End, Packet, SniffedPacket } from './model.js';

const end = ({ ip, port }: End): string => `${ip}.${port}`;

/** The packet's one line as the sniffer words it, without stamp and interface. */
export function words(packet: Packet): string {
  if (packet.icmp) return `${packet.src.ip} -> ${packet.dst.ip}: icmp: ${packet.icmp.text}`;
  const { flags, seq, ack } = packet.tcp!;
  const acked = ack > 0 || flags.includes('.') ? ` ack ${ack}` : '';
  const said = flags.startsWith('S')
    ? `syn ${seq}${flags === 'S.' ? acked : ''}`
    : flags.startsWith('F')
      ? `fin ${seq}${acked}`
      : flags.startsWith('R')
        ? `rst ${seq}${acked}`
        : flags.startsWith('P')
          ? `psh ${seq}${acked}`
          : `ack ${ack}`;
  return `${end(packet.src)} -> ${end(packet.dst)}: ${said}`;
}

function address(ip: string): Buffer {
  if (!ip.includes(':')) return Buffer.from(ip.split('.').map(Number));
  const [head = '', tail = ''] = ip.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => parseInt(group, 16));
  const [first, rest] = [groups(head), groups(tail)];
  const all = [...first, ...Array<number>(8 - first.length - rest.length).fill(0), ...rest];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 255]));
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function ipHeader(src: string, dst: string, protocol: number, length: number): Buffer {
  if (src.includes(':')) {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(0x60000000, 0);
    head.writeUInt16BE(length, 4);
    head[6] = protocol;
    head[7] = 62;
    return Buffer.concat([head, address(src), address(dst)]);
  }
  const head = Buffer.alloc(12);
  head[0] = 0x45;
  head.writeUInt16BE(20 + length, 2);
  head.writeUInt16BE(0x4000, 6);
  head[8] = 62;
  head[9] = protocol;
  const whole = Buffer.concat([head, address(src), address(dst)]);
  whole.writeUInt16BE(checksum(whole), 10);
  return whole;
}

const FLAG_BITS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, '.': 16 };

function tcpBytes({ src, dst, tcp }: Packet): Buffer {
  const { flags, seq, ack, payload = Buffer.alloc(0) } = tcp!;
  const head = Buffer.alloc(20);
  head.writeUInt16BE(src.port, 0);
  head.writeUInt16BE(dst.port, 2);
  head.writeUInt32BE(seq, 4);
  head.writeUInt32BE(ack, 8);
  head[12] = 0x50;
  head[13] = Array.from(flags).reduce((bits, flag) => bits | FLAG_BITS[flag]!, 0);
  head.writeUInt16BE(0xfaf0, 14);
  const length = 20 + payload.length;
  const pseudo = Buffer.concat([
    address(src.ip),
    address(dst.ip),
    Buffer.from([0, 6, length >> 8, length & 255]),
  ]);
  head.writeUInt16BE(checksum(Buffer.concat([pseudo, head, payload])), 16);
  return Buffer.concat([head, payload]);
}

function ipBytes(packet: Packet): Buffer {
  const { src, dst, icmp } = packet;
  if (!icmp) {
    const body = tcpBytes(packet);
    return Buffer.concat([ipHeader(src.ip, dst.ip, 6, body.length), body]);
  }
  const [from, to] = icmp.about;
  const inner = Buffer.concat([
    ipHeader(from.ip, to.ip, 6, 20),
    tcpBytes({ src: from, dst: to, tcp: { flags: 'S', seq: 0, ack: 0 } }).subarray(0, 8),
  ]);
  const head = Buffer.from([3, icmp.code, 0, 0, 0, 0, 0, 0]);
  const body = Buffer.concat([head, inner]);
  body.writeUInt16BE(checksum(body), 2);
  return Buffer.concat([ipHeader(src.ip, dst.ip, 1, body.length), body]);
}

/** The hex dump of verbosity 6, from the Ethernet header, an empty line at its end. */
export function hexDump({ packet, direction }: SniffedPacket): string[] {
  const ethernet = Buffer.from(
    (direction === 'in' ? '000000000001' : '000000000000') +
      '00090f334455' +
      (packet.src.ip.includes(':') ? '86dd' : '0800'),
    'hex',
  );
  const frame = Buffer.concat([ethernet, ipBytes(packet)]);
  const lines: string[] = [];
  for (let at = 0; at < frame.length; at += 16) {
    const row = frame.subarray(at, at + 16);
    const groups = row.toString('hex').replace(/.{4}(?=.)/g, '$& ');
    const text = row.toString('latin1').replace(/[^!-~]/g, '.');
    lines.push(`0x${at.toString(16).padStart(4, '0')}\t ${groups.padEnd(39)}\t${text}`);
  }
  return [...lines, ''];
}
