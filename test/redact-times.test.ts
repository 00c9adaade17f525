import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { withTimesMoved } from '../src/redact/time/printed-times.js';
import { secretShift } from '../src/redact/time/secret-shift.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const two = (value: number): string => String(value).padStart(2, '0');

/** How programs print a time: each takes the same instant. */
const PRINTED: readonly ((time: Date) => string)[] = [
  (time) => `${iso(time).replace('T', ' ')}.094380 [p:508]`,
  (time) => `"time": "${iso(time)}.094380+02:00"`,
  (time) => `date=${iso(time).replace('T', ' time=')} devname="x"`,
  (time) => `[${iso(time).replaceAll('-', '/').replace('T', ' ')}]`,
  (time) => `set start ${clock(time).slice(0, 5)} ${iso(time).slice(0, 10).replaceAll('-', '/')}`,
  (time) =>
    `${DAYS[time.getUTCDay()]} ${month(time)} ${String(time.getUTCDate()).padStart(2)} ${clock(time)} ${time.getUTCFullYear()} [pid 3]`,
  (time) =>
    `System time: ${DAYS[time.getUTCDay()]} ${month(time)} ${String(time.getUTCDate()).padStart(2)} ${clock(time)} CEST ${time.getUTCFullYear()}`,
  (time) =>
    `Date: ${DAYS[time.getUTCDay()]}, ${two(time.getUTCDate())} ${month(time)} ${time.getUTCFullYear()} ${clock(time)} GMT`,
  (time) =>
    `10.0.0.1 - - [${two(time.getUTCDate())}/${month(time)}/${time.getUTCFullYear()}:${clock(time)} +0200]`,
  (time) =>
    `${two(time.getUTCDate())}.${two(time.getUTCMonth() + 1)}.${time.getUTCFullYear()} ${clock(time)}`,
  (time) =>
    `${two(time.getUTCMonth() + 1)}/${two(time.getUTCDate())}/${time.getUTCFullYear()} ${clock(time)}`,
  (time) => `213 ${iso(time).replace(/[-T:]/g, '')}`,
  (time) => `eventtime=${time.getTime() / 1000}094380000 tz="+0200"`,
  (time) => `${clock(time)}.094380 PASV`,
];

const iso = (time: Date): string => time.toISOString().slice(0, 19);
const clock = (time: Date): string => iso(time).slice(11);
const month = (time: Date): string => MONTHS[time.getUTCMonth()] ?? '';

const times = fc
  .integer({ min: 1_000_000_000, max: 1_900_000_000 })
  .map((seconds) => new Date(seconds * 1000));
const shifts = fc.integer({ min: 1440, max: 8 * 365 * 1440 }).map((minutes) => minutes * 60);

describe('a printed time', () => {
  it.each(PRINTED.map((print) => [print(new Date(1_627_335_725_000)), print] as const))(
    'moves: %s',
    (_, print) => {
      fc.assert(
        fc.property(times, shifts, (time, shift) => {
          const then = new Date(time.getTime() + shift * 1000);
          const moved = withTimesMoved(print(time), shift);
          expect(moved).toBe(print(then));
          expect(withTimesMoved(moved, -shift)).toBe(print(time));
        }),
      );
    },
  );

  it.each([
    'Virus-DB: 1.00000(2018-04-09 18:07)',
    'Version: FortiGate-VM64 v7.0.1,build0157,210714 (GA)',
    'session info: proto=6 proto_state=01 duration=3 expire=3597',
    'Uptime: 01:02:03, elapsed 00:00:05',
    '12.345678 port1 in 10.0.0.1.4000 -> 10.0.0.2.21: syn 1747348908',
    '2001:db8::12:30:45 00:11:22:33:44:55',
  ])('is none in: %s', (line) => {
    expect(withTimesMoved(line, 123_456_789)).toBe(line);
  });

  it('moves by what the key says', () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(secretShift(one)).toBe(secretShift(Buffer.from(one)));
    expect(secretShift(one)).not.toBe(secretShift(other));
    expect(secretShift(one)).toBeGreaterThanOrEqual(86_400);
  });
});
