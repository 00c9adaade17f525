import { describe, expect, it } from '@jest/globals';

import { shareOver } from '../src/correlate/eviction/estimate.js';
import type { Facts } from '../src/correlate/fold/fold.js';

const CLIENT = '10.230.4.86';
const SERVER = '203.0.113.10';
const LEFT = { quietBefore: 100, closedBefore: 900 };

function leg(responder: string, latest: number, ends: number): Facts['legs'][number] {
  const found = {
    initiator: `${CLIENT}:40000`,
    responder,
    latestOrder: latest,
    ends: Array.from({ length: ends }),
  };
  return found as unknown as Facts['legs'][number];
}

function wad(latest: number, code = 226): Facts['wad'][number] {
  const control = { client: `${CLIENT}:40000`, server: `${SERVER}:21` };
  const entries = [{ kind: 'ftp-reply', code }];
  return { control, last: { order: latest }, entries } as unknown as Facts['wad'][number];
}

function share(legs: Facts['legs'], sessions: Facts['wad'] = []): number {
  const isControl: Facts['isControl'] = (end) => end.endsWith(':21');
  return shareOver({ legs, wad: sessions, isControl } as unknown as Facts, LEFT);
}

describe('what may be let go of', () => {
  it.each([
    ['closed a while ago', 800, 1, 1],
    ['closed just now', 950, 1, 0],
    ['quiet for the window', 90, 0, 1],
    ['quiet for a while', 800, 0, 0],
  ])('is a control connection with its data connections and WAD lines: %s', (_, latest, ends, expected) => {
    const control = leg(`${SERVER}:21`, latest, ends);
    expect(share([control, leg(`${SERVER}:50000`, 80, 1)], [wad(latest)])).toBe(expected);
  });

  it('is a connection between hosts without a session', () => {
    expect(share([leg(`${SERVER}:21`, 950, 0), leg('203.0.113.99:50000', 800, 0)])).toBe(1 / 2);
  });

  it('counts what was last seen right where the window, or the while, ends', () => {
    expect(share([leg(`${SERVER}:21`, 100, 0)])).toBe(1);
    expect(share([leg(`${SERVER}:21`, 900, 1)])).toBe(1);
    expect(share([leg('203.0.113.99:50000', 900, 0)])).toBe(1);
    expect(share([leg('203.0.113.99:50000', 901, 0)])).toBe(0);
    expect(share([], [wad(100)])).toBe(1);
  });

  it('is also a WAD session whose client nobody knows', () => {
    const unknown = { ...wad(800), control: undefined };
    expect(share([leg(`${SERVER}:21`, 950, 0)], [unknown])).toBe(1 / 2);
  });

  it('of WAD alone is what was quiet for the window, or a while ago said good-bye', () => {
    expect([share([], [wad(800)]), share([], [wad(90)])]).toEqual([0, 1]);
    expect([share([], [wad(800, 221)]), share([], [wad(950, 221)])]).toEqual([1, 0]);
  });
});
