import type { Block } from '../../block.js';
import type { SnifferPacket, SnifferTcp } from '../../events.js';
import { after, afterWord, behindNumber, BLANK, literal, newlineAt, numberAt, same } from '../bytes.js';
import type { Endpoint } from '../../net.js';
import { afterEndpoint, portFrom } from '../v4.js';
import { createQuickStamp } from '../quick-stamp.js';

const IN = literal(' in ');
const OUT = literal(' out ');
const NEITHER = literal(' -- ');
const ARROW = literal(' -> ');
const COLON = literal(': ');
const SYN = literal('syn ');
const PSH = literal('psh ');
const FIN = literal('fin ');
const RST = literal('rst ');
const ACK = literal('ack ');
const AND_ACK = literal(' ack ');
const UDP = literal('udp ');
/** A name that begins so would be taken for a function of WAD's. */
const WAD = literal('wad_');
const [DASH, DOT, SLASH, UNDERSCORE] = [45, 46, 47, 95] as const;

const LONGEST_NAME = 40;
/** Behind a dot of a name six digits would look like those of a stamp. */
const LONGEST_PART = 5;

export interface QuickHeader {
  at(block: Block, start: number, file: string, line: number): SnifferPacket | null;
  /** The newline behind what was read last. */
  newline(): number;
}

/** Header lines of TCP and UDP over IPv4, of every verbosity; null for any other. */
export function createQuickHeader(): QuickHeader {
  const stampAt = createQuickStamp();
  let next = 0;
  let newline = 0;
  let direction: 'in' | 'out' | undefined;
  let length: number | undefined;
  /** The endpoints that were read last, and where: the next line mostly shows the same packet as it leaves. */
  let [src, dst]: [Endpoint, Endpoint] = ['', ''];
  let pairBlock: Block | undefined;
  let [pair, pairLength] = [0, 0];

  /** The name of an interface, and the way of the packet; '' where the line tells neither. */
  function interfaceAt({ bytes, view, text }: Block, from: number): string | null {
    let [at, part] = [from, from];
    for (; ; at++) {
      at = afterWord(bytes, at);
      if (bytes[at] === DOT) part = at;
      else if (bytes[at] !== DASH && bytes[at] !== SLASH) break;
    }
    const [inwards, outwards] = [after(view, at, IN), after(view, at, OUT)];
    const behind = inwards > 0 ? inwards : outwards > 0 ? outwards : after(view, at, NEITHER);
    next = from;
    direction = undefined;
    if (behind < 0) return '';
    next = behind;
    if (inwards > 0) direction = 'in';
    else if (outwards > 0) direction = 'out';
    const odd = bytes[from] === UNDERSCORE || bytes[from] === DASH || after(view, from, WAD) > 0;
    const long = at - from > LONGEST_NAME || (part > from && at - part > LONGEST_PART);
    return odd || long || at === from ? null : text.slice(from, at);
  }

  /** Behind `A -> B: `, or -1. */
  function pairAt(block: Block, from: number): number {
    const { bytes, view } = block;
    if (block === pairBlock && same(view, from, view, pair, pairLength)) return from + pairLength;
    const to = afterEndpoint(bytes, from, DOT);
    const port = portFrom();
    const other = after(view, to, ARROW);
    const end = afterEndpoint(bytes, other, DOT);
    const words = after(view, end, COLON);
    if (words < 0) return -1;
    src = endpoint(block, from, port, to);
    dst = endpoint(block, other, portFrom(), end);
    pairBlock = block;
    pair = from;
    pairLength = words - from;
    return words;
  }

  /** The number there is left out of what follows; null where it is none. */
  function numberThere(bytes: Uint8Array, from: number): number | null {
    const value = numberAt(bytes, from);
    next = behindNumber();
    return value < 0 ? null : value;
  }

  /** `syn 1 ack 2`, `ack 2`, `udp 48`: null where it is none of these, undefined for UDP. */
  function wordsAt({ bytes, view }: Block, from: number): SnifferTcp | undefined | null {
    length = undefined;
    const bare = after(view, from, ACK);
    if (bare > 0) {
      const ack = numberThere(bytes, bare);
      return ack === null ? null : { syn: false, fin: false, rst: false, psh: false, seq: undefined, ack };
    }
    const sized = after(view, from, UDP);
    if (sized > 0) {
      length = numberThere(bytes, sized) ?? undefined;
      return length === undefined ? null : undefined;
    }
    const syn = after(view, from, SYN) > 0;
    const psh = after(view, from, PSH) > 0;
    const fin = after(view, from, FIN) > 0;
    const rst = after(view, from, RST) > 0;
    const seq = syn || psh || fin || rst ? numberThere(bytes, from + 4) : null;
    if (seq === null) return null;
    const both = after(view, next, AND_ACK);
    if (both < 0) return { syn, fin, rst, psh, seq, ack: undefined };
    const ack = numberThere(bytes, both);
    return ack === null ? null : { syn, fin, rst, psh, seq, ack };
  }

  return {
    at(block, start, file, line) {
      const { bytes, text } = block;
      const stamp = stampAt(block, start);
      if (stamp === undefined) return null;
      const name = interfaceAt(block, start + stamp.printed.length + 1);
      if (name === null) return null;
      const words = pairAt(block, next);
      if (words < 0) return null;
      const tcp = wordsAt(block, words);
      const end = bytes[next] === BLANK ? next + 1 : next;
      newline = newlineAt(bytes, end);
      if (tcp === null || newline < 0) return null;
      return {
        source: 'sniffer',
        kind: 'packet',
        origin: { file, line, text: text.slice(start, end) },
        stamp,
        interface: name === '' ? undefined : name,
        direction,
        proto: tcp === undefined ? 17 : 6,
        src,
        dst,
        tcp,
        text: text.slice(words, next),
        length,
        bytes: undefined,
        payload: undefined,
      };
    },
    newline: () => newline,
  };
}

function endpoint({ text }: Block, from: number, port: number, to: number): Endpoint {
  return `${text.slice(from, port - 1)}:${text.slice(port, to)}`;
}
