import type { Block } from '../../events/line-block.js';
import type { Stamp } from '../../events/record.js';
import { afterDigits, BLANK, same } from './bytes.js';
import { isPlain, MicrosStamp } from '../../events/micros-stamp.js';
import { absoluteStamp, relativeStamp } from '../stamp.js';

const STAMP_LENGTH = '2021-07-26 21:42:05.094862'.length;
const MINUTE_LENGTH = '2021-07-26 21:42:'.length;
const RELATIVE = /^\d{1,9}\.\d{6} $/;
const [DASH, DOT, ZERO] = [45, 46, 48] as const;

export interface QuickStamp {
  /** A stamp with a fraction of six digits and a blank behind it; undefined where none stands there. */
  at(block: Block, from: number): Stamp | undefined;
  /** The place of the blank behind the stamp that was read last. */
  behind(): number;
}

/** Neighbours mostly share their minute, so that only the seconds have to be read, at a third of the cost. */
export function createQuickStamp(): QuickStamp {
  const minute = new DataView(new ArrayBuffer(MINUTE_LENGTH));
  let minuteMicros = 0;
  let next = 0;

  /** -1 where a character is no digit. */
  function digits(bytes: Uint8Array, from: number, to: number): number {
    let number = 0;
    for (let at = from; at < to; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }

  function relative({ bytes, slice }: Block, at: number): Stamp | undefined {
    const printed = slice(at, afterDigits(bytes, afterDigits(bytes, at) + 1) + 1);
    next = at + printed.length - 1;
    return RELATIVE.test(printed) ? relativeStamp(printed.slice(0, -1)) : undefined;
  }

  function stampAt(block: Block, at: number): Stamp | undefined {
    const { bytes, view, slice } = block;
    if (bytes[at + 4] !== DASH) return relative(block, at);
    next = at + STAMP_LENGTH;
    const seconds = digits(bytes, at + MINUTE_LENGTH, at + MINUTE_LENGTH + 2);
    const micros = digits(bytes, at + STAMP_LENGTH - 6, at + STAMP_LENGTH);
    if (bytes[at + MINUTE_LENGTH + 2] !== DOT || bytes[at + STAMP_LENGTH] !== BLANK) return undefined;
    if (seconds < 0 || seconds >= 60 || micros < 0) return undefined;
    const rest = seconds * 1e6 + micros;
    if (!same(view, at, minute, 0, MINUTE_LENGTH)) {
      const printed = slice(at, next);
      const stamp = isPlain(printed) ? absoluteStamp(printed) : undefined;
      if (stamp === undefined) return undefined;
      minuteMicros = stamp.at - rest;
      for (let index = 0; index < MINUTE_LENGTH; index++) minute.setUint8(index, bytes[at + index] ?? 0);
    }
    return new MicrosStamp(minuteMicros + rest);
  }

  return { at: stampAt, behind: () => next };
}
