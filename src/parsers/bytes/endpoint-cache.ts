import type { Block } from '../../events/line-block.js';
import type { Peers } from '../../events/peers.js';
import { after, type Literal, same } from './bytes.js';
import { afterEndpoint, hostRead, portFrom, portRead } from './ipv4.js';

/** A power of two. A pair that falls into the place of another one takes it over. */
const PLACES = 1 << 15;
const NUMBERS = 3;

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

/** Pairs of IPv4 endpoints. Thousands of packets go between the same two: their texts are made once. */
export function createPeerReader(signs: PeerSigns): PeerReader {
  /** Three numbers for each place: the two addresses, the smaller one first, and both ports in one. */
  let numbers = new Int32Array(0);
  let places: (Peers | undefined)[] = [];
  let latest: Peers = NOBODY;
  let forth = true;
  /** Where the pair was read: the next line mostly shows the same packet leaving the unit. */
  let latestBlock: Block | undefined;
  let [latestAt, length] = [0, 0];

  /** When the first pair comes: most inputs hold lines of one source or two. */
  function takeRoom(): void {
    if (places.length > 0) return;
    numbers = new Int32Array(NUMBERS * PLACES);
    places = new Array<undefined>(PLACES);
  }

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
      const dstHost = hostRead();
      const dstPort = portRead();
      forth = srcHost < dstHost || (srcHost === dstHost && srcPort <= dstPort);
      const one = forth ? srcHost : dstHost;
      const two = forth ? dstHost : srcHost;
      const ports = forth ? (srcPort << 16) | dstPort : (dstPort << 16) | srcPort;
      const place = placeOf(one, two, ports);
      const at = NUMBERS * place;
      const known = places[place];
      if (known !== undefined && numbers[at] === one && numbers[at + 1] === two && numbers[at + 2] === ports)
        latest = known;
      else {
        const src = endpoint(block, from, srcPortAt, to);
        const dst = endpoint(block, other, portFrom(), end);
        latest = forth
          ? { one: src, other: dst, known: undefined }
          : { one: dst, other: src, known: undefined };
        takeRoom();
        places[place] = latest;
        numbers[at] = one;
        numbers[at + 1] = two;
        numbers[at + 2] = ports;
      }
      latestBlock = block;
      latestAt = from;
      length = words - from;
      return words;
    },
    peers: () => latest,
    forth: () => forth,
  };
}

export const NOBODY: Peers = { one: '', other: '', known: undefined };

function placeOf(one: number, two: number, ports: number): number {
  const mixed = Math.imul(one, 0x9e37_79b1) ^ Math.imul(two, 0x85eb_ca6b) ^ Math.imul(ports, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}

/** Joined from parts, which makes a text of its own: a slice would keep its whole block in memory. */
function endpoint({ slice }: Block, from: number, port: number, to: number): string {
  return [slice(from, port - 1), slice(port, to)].join(':');
}
