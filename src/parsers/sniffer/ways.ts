import type { Block } from '../../block.js';
import type { Way } from '../../events.js';
import { afterEndpoint, hostRead, portFrom, portRead } from '../v4.js';
import { after, literal, same } from '../bytes.js';

const ARROW = literal(' -> ');
const COLON = literal(': ');
const DOT = 46;

/** A power of two. A way that falls into the place of another one takes it. */
const PLACES = 1 << 15;
const NUMBERS = 3;

export interface Ways {
  /** Behind `A -> B: `, or -1. */
  after(block: Block, from: number): number;
  /** The one that was read last. */
  read(): Way;
}

/** Pairs of IPv4 endpoints: thousands of packets go the same way, and to make its texts for each is dear. */
export function createWays(): Ways {
  /** Both addresses and both ports of the way that has the place. */
  const numbers = new Int32Array(NUMBERS * PLACES);
  const ways: (Way | undefined)[] = new Array<undefined>(PLACES);
  let latest: Way = { src: '', dst: '', known: undefined };
  /** Where it was read: the next line mostly shows the same packet as it leaves. */
  let latestBlock: Block | undefined;
  let [latestAt, length] = [0, 0];

  return {
    after(block, from) {
      const { bytes, view } = block;
      if (block === latestBlock && same(view, from, view, latestAt, length)) return from + length;
      const to = afterEndpoint(bytes, from, DOT);
      const srcPortAt = portFrom();
      const srcPort = portRead();
      const srcHost = hostRead();
      const other = after(view, to, ARROW);
      const end = afterEndpoint(bytes, other, DOT);
      const words = after(view, end, COLON);
      if (words < 0) return -1;
      const ports = (srcPort << 16) | portRead();
      const place = placeOf(srcHost, hostRead(), ports);
      const at = NUMBERS * place;
      let way = ways[place];
      if (
        way === undefined ||
        numbers[at] !== srcHost ||
        numbers[at + 1] !== hostRead() ||
        numbers[at + 2] !== ports
      ) {
        const src = endpoint(block, from, srcPortAt, to);
        way = ways[place] = { src, dst: endpoint(block, other, portFrom(), end), known: undefined };
        numbers[at] = srcHost;
        numbers[at + 1] = hostRead();
        numbers[at + 2] = ports;
      }
      latest = way;
      latestBlock = block;
      latestAt = from;
      length = words - from;
      return words;
    },
    read: () => latest,
  };
}

function placeOf(src: number, dst: number, ports: number): number {
  const mixed = Math.imul(src, 0x9e37_79b1) ^ Math.imul(dst, 0x85eb_ca6b) ^ Math.imul(ports, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}

/** Joined, which makes a text of its own: a slice would pin its block. */
function endpoint({ text }: Block, from: number, port: number, to: number): string {
  return [text.slice(from, port - 1), text.slice(port, to)].join(':');
}
