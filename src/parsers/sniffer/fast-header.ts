import type { Block } from '../../events/line-block.js';
import type { PacketHead } from '../../events/interest.js';
import type { SnifferPacket } from '../../events/sniffer.js';
import {
  after,
  afterBlanks,
  afterDigits,
  afterWord,
  behindNumber,
  BLANK,
  literal,
  LONG_RUN,
  LONGEST_LINE,
  newlineAt,
  numberAt,
} from '../bytes/bytes.js';
import { createQuickStamp } from '../bytes/stamp.js';
import { createNames } from '../bytes/name-cache.js';
import { createPeerReader, NOBODY } from '../bytes/endpoint-cache.js';
import { SHORTEST_TAIL } from '../repair/clean.js';

const IN = literal(' in ');
const OUT = literal(' out ');
const NEITHER = literal(' -- ');
const SYN = literal('syn ');
const PSH = literal('psh ');
const FIN = literal('fin ');
const RST = literal('rst ');
const ACK = literal('ack ');
const AND_ACK = literal(' ack ');
const UDP = literal('udp ');
/** A name that begins so would be taken for a function of WAD's. */
const WAD = literal('wad_');
const [DASH, DOT, SLASH, LESS, UNDERSCORE] = [45, 46, 47, 60, 95] as const;
const IN_REMARK = Uint8Array.from({ length: 256 }, (_, code) =>
  /[a-z -]/i.test(String.fromCharCode(code)) ? 1 : 0,
);

const PEERS = { port: DOT, between: literal(' -> '), behind: literal(': ') };

const LONGEST_NAME = 40;
/** Behind a dot of a name six digits would look like those of a stamp. */
const LONGEST_PART = 5;

/** What a header line says, and where. */
export interface Header extends PacketHead {
  readonly line: number;
  readonly start: number;
  readonly words: number;
  readonly wordsEnd: number;
  /** Behind its last character, a blank at the end included. */
  readonly end: number;
  readonly newline: number;
  /** What a terminal or a writer left behind the packet, which has to be taken out where anybody wants its text. */
  readonly leftover: 'remark' | 'repeated-tail' | undefined;
  readonly length: number | undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Mutable = Writable<Header>;

export const newHeader = (): Mutable => ({
  file: '',
  line: 0,
  stamp: { at: 0, width: 1, printed: '', relative: false },
  interface: undefined,
  direction: undefined,
  proto: 6,
  src: '',
  dst: '',
  peers: NOBODY,
  syn: false,
  fin: false,
  rst: false,
  psh: false,
  seq: undefined,
  ack: undefined,
  length: undefined,
  start: 0,
  words: 0,
  wordsEnd: 0,
  end: 0,
  newline: 0,
  leftover: undefined,
});

/** Reads header lines of TCP and UDP over IPv4, of every verbosity, into `header`; false for any other. */
export function createQuickHeader(): (header: Mutable, block: Block, start: number) => boolean {
  const stamps = createQuickStamp();
  const nameAt = createNames();
  const peerReader = createPeerReader(PEERS);
  let next = 0;

  /** The name of an interface, and the way of the packet; none where the line tells neither. */
  function readInterface(header: Mutable, block: Block, from: number): boolean {
    const { bytes, view } = block;
    let at = from;
    let part = from;
    for (; ; at++) {
      at = afterWord(bytes, at);
      if (bytes[at] === DOT) part = at;
      else if (bytes[at] !== DASH && bytes[at] !== SLASH) break;
    }
    const inwards = after(view, at, IN);
    const outwards = after(view, at, OUT);
    const behind = inwards > 0 ? inwards : outwards > 0 ? outwards : after(view, at, NEITHER);
    header.interface = header.direction = undefined;
    next = from;
    if (behind < 0) return true;
    next = behind;
    if (inwards > 0) header.direction = 'in';
    else if (outwards > 0) header.direction = 'out';
    const odd = bytes[from] === UNDERSCORE || bytes[from] === DASH || after(view, from, WAD) > 0;
    const long = at - from > LONGEST_NAME || (part > from && at - part > LONGEST_PART);
    if (odd || long || at === from) return false;
    header.interface = nameAt(block, from, at);
    return true;
  }

  /** The number there is left out of what follows; undefined where it is none. */
  function numberThere(bytes: Uint8Array, from: number): number | undefined {
    const value = numberAt(bytes, from);
    next = behindNumber();
    return value < 0 ? undefined : value;
  }

  /** `syn 1 ack 2`, `ack 2`, `udp 48`: false where it is none of these. */
  function readWords(header: Mutable, { bytes, view }: Block, from: number): boolean {
    header.proto = 6;
    header.length = header.seq = header.ack = undefined;
    const bare = after(view, from, ACK);
    header.psh = bare < 0 && after(view, from, PSH) > 0;
    header.syn = header.fin = header.rst = false;
    if (bare > 0) return (header.ack = numberThere(bytes, bare)) !== undefined;
    if (!header.psh) {
      header.syn = after(view, from, SYN) > 0;
      header.fin = after(view, from, FIN) > 0;
      header.rst = after(view, from, RST) > 0;
      if (!header.syn && !header.fin && !header.rst) return readUdp(header, bytes, after(view, from, UDP));
    }
    header.seq = numberThere(bytes, from + SYN.length);
    if (header.seq === undefined) return false;
    const both = after(view, next, AND_ACK);
    return both < 0 || (header.ack = numberThere(bytes, both)) !== undefined;
  }

  function readUdp(header: Mutable, bytes: Uint8Array, size: number): boolean {
    header.proto = 17;
    if (size > 0) header.length = numberThere(bytes, size);
    return header.length !== undefined;
  }

  return (header, block, start) => {
    const { bytes } = block;
    const stamp = stamps.at(block, start);
    if (stamp === undefined) return false;
    if (!readInterface(header, block, stamps.behind() + 1)) return false;
    const words = peerReader.after(block, next);
    if (words < 0 || !readWords(header, block, words)) return false;
    const end = bytes[next] === BLANK ? next + 1 : next;
    header.stamp = stamp;
    const peers = peerReader.peers();
    const forth = peerReader.forth();
    header.peers = peers;
    header.src = forth ? peers.one : peers.other;
    header.dst = forth ? peers.other : peers.one;
    header.start = start;
    header.words = words;
    header.wordsEnd = next;
    header.end = end;
    header.newline = newlineAt(bytes, end);
    header.leftover = undefined;
    return header.newline >= 0 || readLeftover(header, bytes, next);
  };
}

/** A remark in plain words, or the last digits of the line once more. One thing alone, and nothing that cleaning would tell. */
function readLeftover(header: Mutable, bytes: Uint8Array, from: number): boolean {
  const at = afterBlanks(bytes, from);
  let to = at;
  if (bytes[at] === LESS && bytes[at + 1] === DASH && bytes[at + 2] === DASH) {
    while (IN_REMARK[bytes[++to] ?? 0] === 1);
    header.leftover = 'remark';
  } else {
    to = afterDigits(bytes, at);
    const isLong = at - from >= LONG_RUN && to - at >= SHORTEST_TAIL;
    for (let digit = at; digit < to; digit++) if (bytes[digit] !== bytes[digit - to + from]) return false;
    if (!isLong) return false;
    header.leftover = 'repeated-tail';
  }
  header.newline = at > from ? newlineAt(bytes, to) : -1;
  return header.newline >= 0 && to - header.start <= LONGEST_LINE;
}

export function packetOfHeader(header: Header, { slice }: Block): SnifferPacket {
  const { file, line, stamp, direction, proto, src, dst, syn, fin, rst, psh, seq, ack, start } = header;
  const text = slice(start, header.end);
  return {
    source: 'sniffer',
    kind: 'packet',
    origin: { file, line, text },
    stamp,
    interface: header.interface,
    direction,
    proto,
    src,
    dst,
    peers: header.peers,
    tcp: proto === 6 ? { syn, fin, rst, psh, seq, ack } : undefined,
    text: text.slice(header.words - start, header.wordsEnd - start),
    length: header.length,
    bytes: undefined,
    hops: undefined,
    payload: undefined,
    frame: undefined,
  };
}
