import { addressOf } from '../net.js';
import type { Vote } from './clock-agreement.js';
import { vote } from './clock-votes.js';
import type { Facts } from './fold/fold.js';
import type { Leg, Sighting } from './model/leg.js';
import type { Capture, Moment } from './model/moment.js';

/**
 * Microseconds between an offer and its client's SYN: up to two seconds before it (the proxy prints late), half a minute
 * after it. A SYN that nobody answers may have come after the pinhole had gone, up to ten minutes late.
 */
export const DIAL = { early: 2e6, late: 30e6, latest: 600e6 };

/** The client dials an expectation's endpoint soon after it was opened: bounds the offset to half a minute. */
export function dialVotes(
  facts: Facts,
  wad: Capture,
  isDial: (sighting: Sighting) => boolean,
  sign: 1 | -1,
): Vote[] {
  const dialled = new Map<string, Dial[]>();
  for (const leg of facts.legs) {
    const syn = leg.syns.find((print) => print.stamp !== undefined && isDial(print));
    if (syn === undefined) continue;
    const key = endpointDialled(leg);
    dialled.set(key, [...(dialled.get(key) ?? []), { leg, syn }]);
  }
  const votes: Vote[] = [];
  for (const { entries, sessionId } of facts.wad) {
    for (const entry of entries) {
      if (entry.kind !== 'expectation' || entry.capture !== wad || entry.stamp === undefined) continue;
      const dials = dialled.get(`${addressOf(entry.from)} ${entry.to}`) ?? [];
      for (const dial of dials) votes.push(dialVote(dial, entry, sessionId, sign));
    }
  }
  return votes;
}

export function endpointDialled({ initiator, responder }: Leg): string {
  return `${addressOf(initiator)} ${responder}`;
}

interface Dial {
  readonly leg: Leg;
  readonly syn: Sighting;
}

function dialVote({ leg, syn }: Dial, opened: Moment, sessionId: string | undefined, sign: 1 | -1): Vote {
  const late = leg.synAcks.length > 0 ? DIAL.late : DIAL.latest;
  const forth = { ...vote(leg, opened, syn, late, DIAL.early), sessionId };
  if (sign === 1) return forth;
  const [first, second] = forth.proof;
  return { ...forth, low: -forth.high, high: -forth.low, proof: [second, first] };
}
