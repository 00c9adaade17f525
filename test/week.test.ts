import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import fc from 'fast-check';

import { weekOf } from '../src/batch/week.js';

describe('the week of a time', () => {
  it('is that of ISO 8601, also at the turn of a year', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        expect(weekOf(date.toISOString())).toBe(
          DateTime.fromJSDate(date, { zone: 'utc' }).toFormat("kkkk-'W'WW"),
        );
      }),
    );
    expect(weekOf('2021-01-03T23:00:00.000000Z')).toBe('2020-W53');
    expect(weekOf(null)).toBeNull();
  });
});
