import { describe, expect, it } from '@jest/globals';

import { absoluteStamp, relativeStamp } from '../src/parsers/stamp.js';

const DAY = Date.UTC(2021, 6, 26) * 1000;
const LATE = ((21 * 60 + 42) * 60 + 5) * 1e6;

describe('a printed time', () => {
  it.each([
    ['2021-07-26 00:00:00', DAY, 1e6],
    ['2021-07-26 21:42:05', DAY + LATE, 1e6],
    ['2021-07-26 21:42:05.5', DAY + LATE + 500_000, 100_000],
    ['2021-07-26 21:42:05.094', DAY + LATE + 94_000, 1000],
    ['2021-07-26 21:42:05.094442', DAY + LATE + 94_442, 1],
    ['2021-07-26 21:42:05.094442789', DAY + LATE + 94_442, 1],
    // A leap second.
    ['2021-07-26 23:59:60', DAY + 86_400e6, 1e6],
    ['2021-07-27 00:00:00', DAY + 86_400e6, 1e6],
  ])('%s is as wide as its last digit', (printed, at, width) => {
    expect(absoluteStamp(printed)).toEqual({ at, width, printed, relative: false });
  });

  it.each([
    '2021-02-30 10:00:00',
    '2021-13-01 10:00:00',
    '2021-00-01 10:00:00',
    '2021-07-26 24:00:00',
    '2021-07-26 10:60:00',
    '2021-07-26 10:00:61',
    '9999-12-31 23:59:60',
  ])('%s is none', (printed) => {
    expect(absoluteStamp(printed)).toBeUndefined();
  });

  it.each([
    ['0.000001', 1],
    ['12.345678', 12_345_678],
    ['999999999.000000', 999_999_999e6],
  ])('%s counts from the beginning of the capture', (printed, at) => {
    expect(relativeStamp(printed)).toEqual({ at, width: 1, printed, relative: true });
  });
});
