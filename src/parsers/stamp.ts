import type { Stamp } from '../events/record.js';
import { own } from '../intern.js';

let day = '';
let dayMicros = 0;

/**
 * Epoch microseconds of the digits `YYYY-MM-DD HH:MM:SS[.fraction]` as if they were UTC: no Date object per line, the
 * day's start is remembered. Whole seconds have a width of 1e6 (the flow trace's), each further digit a tenth.
 */
export function absoluteStamp(printed: string): Stamp | undefined {
  const date = printed.slice(0, 10);
  if (date !== day) {
    const start = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
    if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== date) return undefined;
    day = own(date);
    dayMicros = start * 1000;
  }
  const hours = Number(printed.slice(11, 13));
  const minutes = Number(printed.slice(14, 16));
  const seconds = Number(printed.slice(17, 19));
  if (!(hours < 24 && minutes < 60 && seconds <= 60)) return undefined;
  if (seconds === 60 && date === '9999-12-31') return undefined;
  const fraction = printed.slice(20, 26);
  const width = 10 ** (6 - fraction.length);
  return {
    at: dayMicros + ((hours * 60 + minutes) * 60 + seconds) * 1e6 + Number(fraction) * width,
    width,
    printed,
    relative: false,
  };
}

/** `12.345678` seconds since the capture began; callers have made sure that six digits follow the dot. */
export function relativeStamp(printed: string): Stamp {
  const dot = printed.indexOf('.');
  const at = Number(printed.slice(0, dot)) * 1e6 + Number(printed.slice(dot + 1));
  return { at, width: 1, printed, relative: true };
}
