/**
 * The hex lines under a packet: `0x0010` before groups of four digits, or `000010` before single bytes (FortiMail);
 * then tabs, or the blanks that a terminal made of them. One buffer serves every packet, as hex lines are nine tenths
 * of a verbosity 6 file: the bytes live until the next `start`.
 */
export interface HexDump {
  start(): void;
  /**
   * Takes a line. Null: it is no hex line; 'gap': it does not continue the bytes so far, and is the first such line of
   * this dump; 'ok': any other hex line.
   */
  add(line: string): 'ok' | 'gap' | null;
  /** The quick way for a row that continues the bytes so far; for any other false, and nothing is done. */
  quick(bytes: Uint8Array, at: number): boolean;
  bytes(): Uint8Array | undefined;
  /** Lines are missing, so the bytes end before the dump did. */
  broken(): boolean;
}

const PER_LINE = 16;
/** Offsets of four digits, and an Ethernet header before the largest IP packet. */
const ROOM = 65_536 + 64;
const NONE = 255;
/** The length of `0x0010`. */
const OFFSET = 6;
const [TAB, BLANK, ZERO, COLON, X] = [9, 32, 48, 58, 120];
const [LETTER_A, LETTER_F] = [65, 70] as const;

const VALUES = new Uint8Array(256).fill(NONE);
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

  function quick(line: Uint8Array, at: number): boolean {
    if (broken || length + PER_LINE > ROOM) return false;
    if (offsetOf(line, at) !== length) return false;
    let next = at + OFFSET;
    while (line[next] === BLANK || line[next] === TAB) next += 1;
    let count = 0;
    for (; count < PER_LINE; count++) {
      const byte = pair(line, next);
      if (byte > 255) break;
      buffer[length + count] = byte;
      next += line[next + 2] === BLANK ? 3 : 2;
    }
    length += count;
    return true;
  }

  return {
    quick,
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

/** The offset of a row as FortiOS prints it (`0x0010`, a tab or a blank, no capitals), else -1. */
function offsetOf(line: Uint8Array, at: number): number {
  const end = line[at + OFFSET];
  if (line[at] !== ZERO || line[at + 1] !== X || (end !== TAB && end !== BLANK)) return -1;
  let offset = 0;
  for (let digit = at + 2; digit < at + OFFSET; digit++) {
    const code = line[digit] ?? 0;
    const value = VALUES[code] ?? NONE;
    if (value === NONE || (code >= LETTER_A && code <= LETTER_F)) return -1;
    offset = offset * 16 + value;
  }
  return offset;
}

export const isRow = (line: Uint8Array, at: number): boolean => offsetOf(line, at) >= 0;

/** Two digits as a byte; more than 255 where one of them is no hex digit. */
function pair(line: Uint8Array, at: number): number {
  const high = VALUES[line[at] ?? 0] ?? NONE;
  const low = VALUES[line[at + 1] ?? 0] ?? NONE;
  return high === NONE || low === NONE ? 256 : (high << 4) | low;
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
