import { describe, expect, it } from '@jest/globals';

import { byTime, gap, order, sortedByTime, when } from '../src/correlate/model/time.js';
import type { Moment } from '../src/correlate/model/moment.js';

/** A capture whose clock is so many seconds ahead of the reference, give or take some. */
const capture = (offset: number, uncertainty = 0): object => ({
  clock: { offset: offset * 1e6, uncertainty: uncertainty * 1e6 },
});
const unanchored = (): object => ({ clock: undefined });

/** By its seconds, as wide as told, in the order of reading. */
const moment = (where: object, seconds: number | null, place = 0, width = 0): Moment => {
  const stamp = seconds === null ? undefined : { at: seconds * 1e6, width: width * 1e6 };
  return { capture: where, order: place, stamp } as unknown as Moment;
};

describe('which of two moments came first', () => {
  const one = capture(0);
  const ahead = capture(7200);

  it('is told by the stamps of one capture, whoever anchors them', () => {
    for (const same of [one, unanchored()]) {
      expect(order(moment(same, 10, 2), moment(same, 11, 1))).toBe('before');
      expect(order(moment(same, 11, 1), moment(same, 10, 2))).toBe('after');
      expect(order(moment(same, 10, 2, 1), moment(same, 11, 1))).toBe('before');
      expect(order(moment(same, 11, 1), moment(same, 10, 2, 1))).toBe('after');
    }
  });

  it('is told by the lines of one capture where stamps overlap or are missing', () => {
    expect(order(moment(one, 10, 1, 1), moment(one, 10.5, 2, 1))).toBe('before');
    expect(order(moment(one, 10.5, 2, 1), moment(one, 10, 1, 1))).toBe('after');
    expect(order(moment(one, null, 1), moment(one, 5, 2))).toBe('before');
    expect(order(moment(one, 5, 2), moment(one, null, 1))).toBe('after');
    expect(order(moment(one, 5, 2, 1), moment(one, 5, 2, 1))).toBeNull();
  });

  it('is told across captures only beyond what their clocks may differ by', () => {
    expect(order(moment(one, 10), moment(ahead, 7210.5))).toBe('before');
    expect(order(moment(ahead, 7210.5), moment(one, 10))).toBe('after');
    expect(order(moment(one, 10), moment(ahead, 7210.4))).toBeNull();
    expect(order(moment(ahead, 7210.4), moment(one, 10))).toBeNull();
    expect(order(moment(one, 10), moment(capture(0, 2), 12))).toBeNull();
    expect(order(moment(one, 10), moment(capture(0, 2), 12.5))).toBe('before');
    expect(order(moment(capture(0, 2), 12.5), moment(capture(0, 1), 10))).toBeNull();
  });

  it('nobody can tell without a clock', () => {
    expect(order(moment(one, 10), moment(unanchored(), 99))).toBeNull();
    expect(order(moment(unanchored(), 99, 2), moment(one, 10, 1))).toBeNull();
    expect(order(moment(one, 10, 1), moment(ahead, null, 2))).toBeNull();
  });
});

describe('a moment on the reference clock', () => {
  it('is an interval', () => {
    expect(when(moment(capture(7200, 3), 7210, 0, 1))).toEqual({ from: 10e6, to: 11e6, slack: 3e6 });
    expect([when(moment(unanchored(), 1)), when(moment(capture(0), null))]).toEqual([null, null]);
  });

  it('is so many seconds from another one, at the least and at the most', () => {
    const a = moment(capture(0, 1), 10, 0, 1);
    expect(gap(a, moment(capture(7200, 2), 7215, 0, 1))).toEqual({ least: 1, most: 9 });
    const same = unanchored();
    expect(gap(moment(same, 10, 0, 1), moment(same, 15, 0, 1))).toEqual({ least: 4, most: 6 });
    expect([gap(a, moment(same, 15)), gap(moment(same, 15), a)]).toEqual([null, null]);
  });
});

describe('moments in a row', () => {
  const one = capture(0);
  const early = moment(capture(7200), 7205, 9);
  const late = moment(one, 10, 2);
  const later = moment(one, 10, 3);
  const untimed = moment(unanchored(), 1, 1);
  const unstamped = moment(one, null, 4);

  it('stand by time, then by the order of reading, and last what nobody can tell of', () => {
    const all = [undefined, unstamped, later, untimed, late, early];
    const sorted = [early, late, later, untimed, unstamped, undefined];
    expect(sortedByTime(all, (item) => item)).toEqual(sorted);
    // Array.sort keeps what is undefined at the end without asking.
    const boxed = all.map((item) => ({ item })).sort((a, b) => byTime(a.item, b.item));
    expect(boxed.map(({ item }) => item)).toEqual(sorted);
  });

  it('are equal to themselves', () => {
    expect([byTime(late, late), byTime(undefined, undefined), byTime(untimed, untimed)]).toEqual([0, 0, 0]);
    expect([byTime(undefined, early), byTime(early, undefined)]).toEqual([1, -1]);
  });
});
