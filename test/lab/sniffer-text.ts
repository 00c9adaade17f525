import type { Frame } from './pcap.js';

const v4 = (bytes: Buffer, at: number): string => bytes.subarray(at, at + 4).join('.');

/** An IPv6 address with its longest run of zero groups shortened, as inet_ntop prints it. */
function v6(bytes: Buffer, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(at + 2 * i).toString(16));
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].map(([run]) => run);
  const longest = runs.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return groups.join(':');
  return groups
    .join(':')
    .replace(longest, ':')
    .replace(/:{3,}/, '::')
    .replace(/^:(?!:)/, '::')
    .replace(/(?<!:):$/, '::');
}

interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly payload: Buffer;
}

function packetOf(frame: Buffer): Packet | null {
  const type = frame.readUInt16BE(12);
  const ip = frame.subarray(14);
  if (type === 0x0800) {
    const payload = ip.subarray((ip[0]! & 15) * 4, ip.readUInt16BE(2));
    return { source: v4(ip, 12), destination: v4(ip, 16), protocol: ip[9]!, payload };
  }
  if (type !== 0x86dd) return null;
  return { source: v6(ip, 8), destination: v6(ip, 24), protocol: ip[6]!, payload: ip.subarray(40) };
}

function tcpWords(tcp: Buffer): string {
  const flags = tcp[13]!;
  const word = flags & 2 ? 'syn' : flags & 1 ? 'fin' : flags & 4 ? 'rst' : flags & 8 ? 'psh' : '';
  const numbers = word === '' ? '' : `${word} ${tcp.readUInt32BE(4)} `;
  return flags & 16 ? `${numbers}ack ${tcp.readUInt32BE(8)}` : numbers;
}

/** The words of an old tcpdump for what a host or a network tells of a packet that it could not deliver. */
function icmpWords(icmp: Buffer): string {
  if (icmp[0] !== 3) return icmp[0] === 8 ? 'icmp: echo request' : 'icmp: echo reply';
  const inner = icmp.subarray(8);
  const to = v4(inner, 16);
  const port = inner.readUInt16BE((inner[0]! & 15) * 4 + 2);
  const words: Readonly<Record<number, string>> = {
    0: `net ${to} unreachable`,
    3: `${to} tcp port ${port} unreachable`,
    10: `host ${to} unreachable - admin prohibited`,
    13: `host ${to} unreachable - admin prohibited filter`,
  };
  return `icmp: ${words[icmp[1]!] ?? `host ${to} unreachable`}`;
}

function summary(frame: Buffer): string | null {
  const packet = packetOf(frame);
  if (packet === null) return null;
  const { source, destination, protocol, payload } = packet;
  if (protocol === 1) return `${source} -> ${destination}: ${icmpWords(payload)}`;
  if (protocol !== 6) return null;
  return `${source}.${payload.readUInt16BE(0)} -> ${destination}.${payload.readUInt16BE(2)}: ${tcpWords(payload)} `;
}

function dump(bytes: Buffer): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const groups = row
      .toString('hex')
      .replace(/.{4}(?=.)/g, '$& ')
      .padEnd(39);
    const text = row.toString('latin1').replace(/[^ -~]/g, '.');
    lines.push(`0x${at.toString(16).padStart(4, '0')}\t ${groups}\t${text}`);
  }
  return lines.join('\n');
}

function stamp(micros: number): string {
  const iso = new Date(Math.floor(micros / 1000)).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** `diagnose sniffer packet any 'tcp or icmp' 4|6 0 a` of these frames; what that filter leaves out is left out. */
export function snifferText(frames: readonly Frame[], verbosity: 4 | 6, name = 'any'): string {
  const lines = [`interfaces=[${name}]`, 'filters=[tcp or icmp]'];
  for (const { micros, bytes, interface: port, out } of frames) {
    const words = summary(bytes);
    if (words === null) continue;
    lines.push(`${stamp(micros)} ${port} ${out ? 'out' : 'in'} ${words}`);
    if (verbosity === 6) lines.push(dump(bytes), '');
  }
  return `${lines.join('\n')}\n`;
}
