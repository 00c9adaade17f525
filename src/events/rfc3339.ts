/**
 * RFC 3339 with six decimals: `2021-07-26T21:42:05.094442`. No offset: no source prints its zone. Null for what cannot
 * be a date (seconds since the start of a capture that nothing anchors).
 */
export function printedTime(micros: number): string | null {
  if (micros < EARLIEST || micros > LATEST) return null;
  const whole = Math.floor(micros / 1e6);
  if (whole !== second) {
    second = whole;
    secondPrinted = new Date(whole * 1000).toISOString().slice(0, 19);
  }
  return `${secondPrinted}.${String(Math.floor(micros - whole * 1e6)).padStart(6, '0')}`;
}

/** The second that was printed last: lines are told in their order, so that many follow with the same one. */
let second = NaN;
let secondPrinted = '';

/** 1990: before it no FortiGate printed a stamp, so it is a relative one. */
export const EARLIEST = 631_152_000e6;
/** The end of the year 9999: later ones do not fit the form. */
const LATEST = 253_402_300_800e6 - 1;
