import type { Endpoint } from '../net.js';
import type { Peers } from './peers.js';

/** A power of two. A pair that falls into the place of another one takes it over. */
const PLACES = 1 << 15;
const NUMBERS = 3;

/** Pairs of IPv4 endpoints. Thousands of packets go between the same two: their texts are made once. */
export interface PeerTable {
  /** The pair of these two endpoints, addresses as numbers of 32 bits; undefined where it has to be put there. */
  find(srcHost: number, srcPort: number, dstHost: number, dstPort: number): Peers | undefined;
  /** Puts the pair that was not found, its sender first. The texts must pin no input. */
  put(src: Endpoint, dst: Endpoint): Peers;
  /** Whether the first endpoint of the pair that was asked for last is the sender. */
  readonly forth: () => boolean;
}

export function createPeerTable(): PeerTable {
  /** Three numbers for each place: the two addresses, the smaller one first, and both ports in one. */
  let numbers = new Int32Array(0);
  let places: (Peers | undefined)[] = [];
  let forth = true;
  /** What was asked for last. */
  let [one, two, ports] = [0, 0, 0];

  return {
    find(srcHost, srcPort, dstHost, dstPort) {
      forth = srcHost < dstHost || (srcHost === dstHost && srcPort <= dstPort);
      one = (forth ? srcHost : dstHost) | 0;
      two = (forth ? dstHost : srcHost) | 0;
      ports = forth ? (srcPort << 16) | dstPort : (dstPort << 16) | srcPort;
      const place = placeOf(one, two, ports);
      const at = NUMBERS * place;
      const isIt = numbers[at] === one && numbers[at + 1] === two && numbers[at + 2] === ports;
      return isIt ? places[place] : undefined;
    },
    put(src, dst) {
      // When the first pair comes: most inputs hold lines of one source or two.
      if (places.length === 0) {
        numbers = new Int32Array(NUMBERS * PLACES);
        places = new Array<undefined>(PLACES);
      }
      const place = placeOf(one, two, ports);
      numbers[NUMBERS * place] = one;
      numbers[NUMBERS * place + 1] = two;
      numbers[NUMBERS * place + 2] = ports;
      const peers = forth
        ? { one: src, other: dst, known: undefined }
        : { one: dst, other: src, known: undefined };
      places[place] = peers;
      return peers;
    },
    forth: () => forth,
  };
}

function placeOf(one: number, two: number, ports: number): number {
  const mixed = Math.imul(one, 0x9e37_79b1) ^ Math.imul(two, 0x85eb_ca6b) ^ Math.imul(ports, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}
