/**
 * The hex lines under a packet: `0x0010` before groups of four digits, or `000010` before single bytes (FortiMail);
 * then tabs, or the blanks that a terminal made of them. One buffer serves every packet, as hex lines are nine tenths
 * of a verbosity 6 file: the bytes live until the next `start`.
 */
export interface HexDump {
  start(): void;
  /** What a line did: null is no hex line, 'gap' does not continue the bytes so far (the first time), 'ok' any other. */
  add(line: string): 'ok' | 'gap' | null;
  bytes(): Uint8Array | undefined;
  /** Lines are missing, so the bytes end before the dump did. */
  broken(): boolean;
}

const PER_LINE = 16;
/** Offsets of four digits, and an Ethernet header before the largest IP packet. */
const ROOM = 65_536 + 64;
const NONE = 255;
const [TAB, BLANK, ZERO, COLON, X] = [9, 32, 48, 58, 120];

const VALUES = new Uint8Array(128).fill(NONE);
for (const digit of '0123456789abcdefABCDEF') VALUES[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

export function createHexDump(): HexDump {
  const buffer = new Uint8Array(ROOM);
  let length = 0;
  // Before the first packet header there is nothing that a line could continue.
  let broken = true;
  let told = false;

  function add(line: string): 'ok' | 'gap' | null {
    const at = afterBlanks(line, 0);
    if (line.charCodeAt(at) !== ZERO) return null;
    const short = line.charCodeAt(at + 1) === X;
    const from = short ? at + 2 : at;
    const to = short ? from + 4 : from + 6;
    const offset = hexNumber(line, from, to);
    const digits = afterBlanks(line, line.charCodeAt(to) === COLON ? to + 1 : to);
    if (offset < 0 || digits === to || (!short && hexNumber(line, digits, digits + 2) < 0)) return null;
    if (!broken && offset === length && length + PER_LINE <= ROOM) {
      length += decode(line, digits, buffer, length);
      return 'ok';
    }
    const first = !told;
    broken = told = true;
    return first ? 'gap' : 'ok';
  }

  return {
    start() {
      length = 0;
      broken = told = false;
    },
    add,
    bytes: () => (length === 0 ? undefined : buffer.subarray(0, length)),
    broken: () => broken,
  };
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === BLANK || line.charCodeAt(at) === TAB) at += 1;
  return at;
}

/** -1 where one of the characters is no hex digit. */
function hexNumber(line: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const value = VALUES[line.charCodeAt(at)] ?? NONE;
    if (value === NONE) return -1;
    number = number * 16 + value;
  }
  return number;
}

/**
 * Pairs of digits with at most one blank between them: the column is padded, so that two blanks or a tab part it from
 * the ASCII column, which may look like anything.
 */
function decode(line: string, from: number, buffer: Uint8Array, at: number): number {
  let next = from;
  let count = 0;
  while (count < PER_LINE) {
    const high = VALUES[line.charCodeAt(next)] ?? NONE;
    const low = VALUES[line.charCodeAt(next + 1)] ?? NONE;
    if (high === NONE || low === NONE) break;
    buffer[at + count] = high * 16 + low;
    count += 1;
    next += line.charCodeAt(next + 2) === BLANK ? 3 : 2;
  }
  return count;
}
