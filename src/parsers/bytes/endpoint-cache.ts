import type { Block } from '../../events/line-block.js';
import { createPeerTable } from '../../events/peer-table.js';
import type { Peers } from '../../events/peers.js';
import { after, type Literal, same } from './bytes.js';
import { afterEndpoint, hostRead, portFrom, portRead } from './ipv4.js';

/** How a source writes two endpoints: what stands before a port, between the two and behind them. */
export interface PeerSigns {
  readonly port: number;
  readonly between: Literal;
  readonly behind: Literal;
}

export interface PeerReader {
  /** The place behind two endpoints and the sign that follows them, or -1. */
  after(block: Block, from: number): number;
  /** The pair that was read last, and whether its first endpoint is the sender. */
  peers(): Peers;
  forth(): boolean;
}

/** Reads pairs of IPv4 endpoints, and knows again those that it has read. */
export function createPeerReader(signs: PeerSigns): PeerReader {
  const table = createPeerTable();
  let latest: Peers = NOBODY;
  /** Where the pair was read: the next line mostly shows the same packet leaving the unit. */
  let latestBlock: Block | undefined;
  let [latestAt, length] = [0, 0];

  return {
    after(block, from) {
      const { bytes, view } = block;
      if (from < 0) return -1;
      if (block === latestBlock && same(view, from, view, latestAt, length)) return from + length;
      const to = afterEndpoint(bytes, from, signs.port);
      const srcHost = hostRead();
      const srcPort = portRead();
      const srcPortAt = portFrom();
      const other = after(view, to, signs.between);
      const end = afterEndpoint(bytes, other, signs.port);
      const words = after(view, end, signs.behind);
      if (words < 0) return -1;
      latest =
        table.find(srcHost, srcPort, hostRead(), portRead()) ??
        table.put(endpoint(block, from, srcPortAt, to), endpoint(block, other, portFrom(), end));
      latestBlock = block;
      latestAt = from;
      length = words - from;
      return words;
    },
    peers: () => latest,
    forth: table.forth,
  };
}

export const NOBODY: Peers = { one: '', other: '', known: undefined };

/** Joined from parts, which makes a text of its own: a slice would keep its whole block in memory. */
function endpoint({ slice }: Block, from: number, port: number, to: number): string {
  return [slice(from, port - 1), slice(port, to)].join(':');
}
