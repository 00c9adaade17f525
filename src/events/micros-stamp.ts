import { own } from '../intern.js';
import type { Stamp } from './record.js';
import { printedTime } from './rfc3339.js';

/**
 * `2021-07-26 21:42:05.094442`: its time tells what was printed, so that no text of it need be made or kept. A class,
 * because a hundred thousand of them are kept.
 */
export class MicrosStamp implements Stamp {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }

  get width(): number {
    return 1;
  }

  get relative(): boolean {
    return false;
  }

  get printed(): string {
    return printedTime(this.at)?.replace('T', ' ') ?? '';
  }
}

/** From 1990, before which no FortiGate printed a stamp; a later time than 2255 is not exact to the microsecond. */
const PLAIN = /^(?:199|2[01]\d)\d-\d\d-\d\d \d\d:\d\d:[0-5]\d\.\d{6}$/;

/** Whether `printedTime` gives what was printed. */
export function isPlain(printed: string): boolean {
  return PLAIN.test(printed);
}

/** The same stamp, which pins no input. */
export function ownStamp(stamp: Stamp): Stamp {
  if (stamp instanceof MicrosStamp) return stamp;
  const { at, width, printed, relative } = stamp;
  if (width === 1 && !relative && isPlain(printed)) return new MicrosStamp(at);
  return { at, width, printed: own(printed), relative };
}
