import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createLegIndex, numberedOf } from '../src/correlate/fold/leg-index.js';
import { nearestBefore } from '../src/correlate/fold/legs-of-tuple.js';
import type { Leg } from '../src/correlate/model/leg.js';

const CLIENT = '10.0.0.1:1000';
const SERVER = '10.0.0.2:21';

function leg(isn: number | undefined, isBack: boolean): Leg {
  const [initiator, responder] = isBack ? [SERVER, CLIENT] : [CLIENT, SERVER];
  return { initiator, responder, isn, synAcks: [] } as unknown as Leg;
}

const NUMBERS = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 40, maxLength: 60 });

describe('many legs of one tuple', () => {
  it('are found by their numbers as if each was looked at', () => {
    fc.assert(
      fc.property(NUMBERS, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (isns, number) => {
        const index = createLegIndex();
        const legs = isns.map((isn, at) => leg(isn, at % 3 === 0));
        const look = (): void => {
          const between = index.between(CLIENT, SERVER);
          const own = index.all().filter(({ initiator }) => initiator === CLIENT);
          const beyond = ({ isn = 0 }: Leg): number => (number - isn) >>> 0;
          const nearest = own.reduce((one, other) => (beyond(other) < beyond(one) ? other : one));
          const many = numberedOf(between, CLIENT);
          expect(many?.legs).toEqual(own);
          expect(many && nearestBefore(many.isns, number)).toBe(nearest);
          for (const one of own) expect(many?.byIsn.get(one.isn)).toBe(one);
        };
        legs.slice(0, 30).forEach(index.add);
        look();
        legs.slice(30).forEach(index.add);
        look();
        index.remove(legs.slice(0, 8));
        look();
        index.remove(legs);
        expect(index.between(CLIENT, SERVER)).toBeUndefined();
        expect(index.count()).toBe(0);
      }),
    );
  });

  it('are looked through while they are few', () => {
    const index = createLegIndex();
    for (let isn = 0; isn < 16; isn++) index.add(leg(isn, false));
    expect(numberedOf(index.between(CLIENT, SERVER), CLIENT)).toBeUndefined();
  });
});
