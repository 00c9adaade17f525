import { u16, u32, u8 } from '../../dissect/bytes.js';
import { endpoint } from '../../net.js';
import { addressText } from '../pseudonym/address.js';
import { mendChecksum, wordSum } from '../../dissect/checksum.js';
import { drop, redactAddress, type FrameRedaction } from './fields.js';
import { redactIcmp } from './icmp.js';

const NO_OPERATION = 1;
const UDP = 17;
/** Where the checksum of a transport stands in its header. */
const CHECKSUM_AT: Readonly<Record<number, number>> = { 1: 2, 6: 16, [UDP]: 6, 58: 2 };
/** Bytes of a header that tells no names; what is behind them goes. */
const HEADER: Readonly<Record<number, number>> = { [UDP]: 8, 50: 8, 51: 12, 47: 4, 132: 12 };
const EXTENSIONS = new Set([0, 43, 44, 51, 60]);

/** The packet that begins at `at`. What is no IP is dropped. */
export function redactIp(bytes: Uint8Array, at: number, redaction: FrameRedaction): void {
  const version = u8(bytes, at) >> 4;
  if (version === 4 && (u8(bytes, at) & 15) >= 5) redactIpv4(bytes, at, redaction);
  else if (version === 6) redactIpv6(bytes, at, redaction);
  else drop(bytes, at);
}

function redactIpv4(bytes: Uint8Array, at: number, redaction: FrameRedaction): void {
  const header = (u8(bytes, at) & 15) * 4;
  const total = u16(bytes, at + 2);
  const end = total === 0 ? bytes.length : Math.min(bytes.length, at + Math.max(total, header));
  const [before, hosts] = [wordSum(bytes.subarray(at, at + header)), bytes.slice(at + 12, at + 20)];
  redactAddress(bytes, at + 12, 4, redaction);
  redactAddress(bytes, at + 16, 4, redaction);
  // Options record the way of a packet, in addresses.
  if (header > 20) drop(bytes, at + 20, at + header);
  if (header > 20) bytes.fill(NO_OPERATION, at + 20, Math.min(bytes.length, at + header));
  mendChecksum(bytes, at + 10, before, wordSum(bytes.subarray(at, at + header)));
  const later = (u16(bytes, at + 6) & 0x1fff) > 0;
  const rest = { proto: later ? -1 : u8(bytes, at + 9), start: at + header, end, hosts, hostsAt: at + 12 };
  redactTransport(bytes, rest, redaction);
  drop(bytes, end);
}

function redactIpv6(bytes: Uint8Array, start: number, redaction: FrameRedaction): void {
  const size = u16(bytes, start + 4);
  const end = size === 0 ? bytes.length : Math.min(bytes.length, start + 40 + size);
  const hosts = bytes.slice(start + 8, start + 40);
  redactAddress(bytes, start + 8, 16, redaction);
  redactAddress(bytes, start + 24, 16, redaction);
  let proto = u8(bytes, start + 6);
  let at = start + 40;
  for (let steps = 0; steps < 8 && EXTENSIONS.has(proto) && at + 8 <= end; steps++) {
    const next = u8(bytes, at);
    const isLater = proto === 44 && (u16(bytes, at + 2) & 0xfff8) > 0;
    const length = proto === 44 ? 8 : (u8(bytes, at + 1) + (proto === 51 ? 2 : 1)) * (proto === 51 ? 4 : 8);
    if (proto !== 44) drop(bytes, at + 2, Math.min(end, at + length));
    at += length;
    proto = isLater ? -1 : next;
  }
  redactTransport(bytes, { proto, start: at, end, hosts, hostsAt: start + 8 }, redaction);
  drop(bytes, end);
}

interface Transport {
  /** -1 for a later fragment, which begins somewhere in the data. */
  readonly proto: number;
  readonly start: number;
  readonly end: number;
  /** Both addresses as they were; the checksum of a transport covers them. */
  readonly hosts: Uint8Array;
  readonly hostsAt: number;
}

function redactTransport(bytes: Uint8Array, part: Transport, redaction: FrameRedaction): void {
  const { proto, start, end, hosts, hostsAt } = part;
  const checksumAt = CHECKSUM_AT[proto];
  const covers = proto === 1 ? 0 : hosts.length;
  const sum = (): number =>
    wordSum(bytes.subarray(start, end)) +
    (covers === 0 ? 0 : wordSum(bytes.subarray(hostsAt, hostsAt + covers)));
  const before = wordSum(bytes.subarray(start, end)) + (covers === 0 ? 0 : wordSum(hosts));
  if (proto === 6) redactTcp(bytes, part, redaction);
  else if (proto === 1 || proto === 58)
    redactIcmp(bytes.subarray(0, end), start, proto, redaction, redactQuoted);
  else if (proto === 4 || proto === 41) redactIp(bytes.subarray(0, end), start, redaction);
  else drop(bytes, start + (HEADER[proto] ?? 0), end);
  if (checksumAt === undefined || start + checksumAt + 2 > end) return;
  // UDP over IPv4 may come without one.
  if (proto === UDP && u16(bytes, start + checksumAt) === 0) return;
  mendChecksum(bytes, start + checksumAt, before, sum());
}

/** The packet that an ICMP message is about: its addresses and ports, and nothing of its data. */
function redactQuoted(bytes: Uint8Array, at: number, redaction: FrameRedaction): void {
  redactIp(bytes, at, { ...redaction, payload: () => null });
}

function redactTcp(bytes: Uint8Array, { start, end, hosts }: Transport, redaction: FrameRedaction): void {
  const data = start + (u8(bytes, start + 12) >> 4) * 4;
  if (data >= end || data < start + 20) return;
  const half = hosts.length / 2;
  const ports = [u16(bytes, start), u16(bytes, start + 2)] as const;
  const syn = (u8(bytes, start + 13) & 2) !== 0;
  const payload = bytes.subarray(data, end);
  const written = redaction.payload({
    from: endpoint(addressText(hosts.subarray(0, half)), ports[0]),
    to: endpoint(addressText(hosts.subarray(half)), ports[1]),
    ports,
    sequence: (u32(bytes, start + 4) + (syn ? 1 : 0)) >>> 0,
    syn,
    bytes: payload,
  });
  if (written === null) payload.fill(0);
  else payload.set(written.subarray(0, payload.length));
}
