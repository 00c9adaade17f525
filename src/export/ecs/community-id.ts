import { createHash } from 'node:crypto';

import ipaddr from 'ipaddr.js';

const TCP = 6;

/**
 * The id by which Wireshark, Zeek, Suricata and Elastic know a TCP connection, the same in both directions: Community ID
 * version 1 with seed 0. Null where an address or a port is missing, or the addresses are of two families.
 */
export function communityId(from: TcpEnd, to: TcpEnd): string | null {
  const [one, other] = [bytesOf(from), bytesOf(to)];
  if (one === null || other === null || one.length !== other.length) return null;
  const size = one.length - 2;
  const [first, second] = Buffer.compare(one, other) <= 0 ? [one, other] : [other, one];
  const hash = createHash('sha1');
  hash.update(Buffer.from([0, 0]));
  hash.update(first.subarray(0, size)).update(second.subarray(0, size));
  hash.update(Buffer.from([TCP, 0]));
  hash.update(first.subarray(size)).update(second.subarray(size));
  return `1:${hash.digest('base64')}`;
}

export interface TcpEnd {
  readonly ip: string | null;
  readonly port: number | null;
}

/** The address, then the port: so they are compared, too. */
function bytesOf({ ip, port }: TcpEnd): Buffer | null {
  if (ip === null || port === null || !ipaddr.isValid(ip)) return null;
  return Buffer.from([...ipaddr.parse(ip).toByteArray(), port >> 8, port & 0xff]);
}
