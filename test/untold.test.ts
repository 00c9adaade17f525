import { describe, expect, it } from '@jest/globals';
import { memoryStore } from '../src/correlate/fold/evidence-store.js';
import { createFold } from '../src/correlate/fold/fold.js';
import type { Leg } from '../src/correlate/model/leg.js';
import { read } from './read.js';

/** Flow traces of IPv6 print no TCP flags: what the kernel says next of a packet tells whether it was a SYN. */

const [CLIENT, SERVER] = ['2001:db8:1::5:40001', '2001:db8:2::9:50123'];
const at = (second: number, id: number, said: string): string =>
  `2026-03-10 09:00:${String(second).padStart(2, '0')} id=65308 trace_id=${id} func=f line=1 msg="${said}"`;
const came = (second: number, id: number, from = CLIENT, to = SERVER): string =>
  at(second, id, `vd-root:0 received a packet(proto=6, ${from}->${to}) tun_id=0.0.0.0 from port1.`);
const other = at(
  30,
  99,
  'vd-root:0 received a packet(proto=17, 10.1.1.1:53->10.1.1.2:53) tun_id=0.0.0.0 from port1.',
);

const legsOf = (lines: readonly string[]): Leg[] => {
  const fold = createFold(memoryStore());
  read(lines.join('\n')).events.forEach(fold.event);
  return fold.facts().legs;
};
const legs = (...lines: string[]): [string, number, number][] =>
  legsOf(lines).map(({ initiator, syns, traces }) => [initiator, syns.length, traces.length]);

describe('packets without flags of which nothing more is printed', () => {
  it('are the SYN of a connection that the unit keeps, and its repetitions', () => {
    const lines = [came(1, 11), came(2, 12), came(4, 13), other];
    expect(legs(...lines)).toEqual([['[2001:db8:1::5]:40001', 3, 3]]);
    expect(legsOf(lines)[0]!.syns.map(({ line }) => line.line)).toEqual([1, 2, 3]);
  });

  it('are no SYN where their records may still come', () => {
    expect(legs(came(1, 11))).toEqual([]);
  });

  it('are no SYN where the kernel finds them in a session', () => {
    const found = at(1, 11, 'Find an existing session, id-0012ab3c, original direction');
    expect(legs(came(1, 11), found, other)).toEqual([]);
  });

  it('are no repetitions behind an answer: such a log holds nothing but packets', () => {
    const lines = [came(1, 11), came(1, 12, SERVER, CLIENT), came(1, 13), came(2, 14), other];
    expect(legs(...lines)).toEqual([['[2001:db8:1::5]:40001', 1, 1]]);
  });

  it('add nothing to a connection that the kernel has told of', () => {
    const made = at(1, 11, 'allocate a new session-0012ab3c');
    expect(legs(came(1, 11), made, came(2, 12), other)).toEqual([['[2001:db8:1::5]:40001', 1, 1]]);
  });
});
