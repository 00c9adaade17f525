import { createHmac } from 'node:crypto';

const DAY = 86_400;
/** Eight years: later times are still told by the 31 bits that many programs have for them. */
const LONGEST = 8 * 365 * DAY;
/** Some times are printed without seconds. */
const MINUTE = 60;

/** By how many seconds times are moved: the same with the same key. Forwards, for a unit without a clock begins in 1970. */
export function secretShift(secret: Buffer): number {
  const drawn = createHmac('sha256', secret).update('time').digest().readUIntBE(0, 6);
  const seconds = DAY + (drawn % LONGEST);
  return seconds - (seconds % MINUTE);
}
