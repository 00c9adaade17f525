// @long Judges every play of the second simulator without each of its captures.
import { describe, expect, it } from '@jest/globals';

import { onWire } from './tools/ftpwire.js';
import { PLAYS, wrongs } from './truth/plays.js';

/** How often each play is hurt. */
const TIMES = 25;

describe.each(PLAYS)('$name', (play) => {
  it('is judged as it was', () => {
    expect(wrongs(play)).toEqual([]);
    const { offers } = onWire(play.lines);
    expect(offers.map(({ verdict }) => verdict)).toEqual(play.offers.map(([, truth]) => truth));
  });

  it('is never judged against the truth, whatever of it the capture lacks', () => {
    const seeds = Array.from({ length: TIMES }, (_, nth) => nth + 1);
    expect(seeds.flatMap((seed) => wrongs(play, seed))).toEqual([]);
  });
});
