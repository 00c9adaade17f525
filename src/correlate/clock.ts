import type { Source } from '../events/record.js';
import { groupBy } from '../collections.js';
import { messageOf } from './model/leg-queries.js';
import type { Facts } from './fold/fold.js';
import type { Leg, Sighting } from './model/leg.js';
import type { Capture, Clock } from './model/moment.js';
import type { Vote } from './clock-agreement.js';
import { DIAL, dialVotes, endpointDialled } from './clock-dials.js';
import { fromVotes, PROOFS, QUARTER, vote } from './clock-votes.js';

/** Microseconds. Flow trace stamps are print times: a packet at .98 may be printed in the next second. */
const PRINT_LAG = 100_000;
/** Microseconds within which a packet gets from one sniffer to the other, whichever it meets first. */
const PASSAGE = 50_000;
/** Zones reach from UTC-12 to UTC+14, and two of them differ by this at the most. */
const ANY_ZONE = 26 * 3600e6;

/** Gives every capture its clock: how far its stamps are from the unit's own, and what proves it. */
export function solveClocks(facts: Facts, given: ReadonlyMap<Source, number>): Clock[] {
  const timed = facts.captures.filter((capture) => capture.first !== undefined);
  const units = timed.filter((capture) => capture.source !== 'sniffer' && capture.first?.relative === false);
  const reference = units.find((capture) => capture.source === 'flow') ?? units[0] ?? timed[0];
  for (const capture of timed) {
    const isUnit = capture.source !== 'sniffer' && capture.first?.relative === false;
    capture.clock =
      fromUser(capture, given) ??
      (capture === reference ? agreed(capture, true) : undefined) ??
      (isUnit ? unitClock(capture, facts) : snifferClock(capture, facts, reference, units.length > 0));
  }
  return timed.flatMap((capture) => capture.clock ?? []);
}

function fromUser(capture: Capture, given: ReadonlyMap<Source, number>): Clock | undefined {
  const offset = given.get(capture.source);
  if (offset === undefined) return undefined;
  const zoneSeconds = capture.first?.relative === true ? null : zoneOf(offset);
  return { capture, reference: false, offset, uncertainty: 0, zoneSeconds, method: 'given', proof: [] };
}

function agreed(capture: Capture, reference: boolean): Clock {
  const zoneSeconds = capture.first?.relative === true ? null : 0;
  return { capture, reference, offset: 0, uncertainty: 0, zoneSeconds, method: 'assumed', proof: [] };
}

/** wad, flow and session share the unit's clock by assumption, unless their own lines contradict it. */
function unitClock(capture: Capture, facts: Facts): Clock {
  if (capture.source !== 'wad') return agreed(capture, true);
  const votes = dialVotes(facts, capture, (sighting) => sighting.capture.source === 'flow', -1);
  const possible = votes.some(({ low, high }) => low - DIAL.latest <= 0 && high + DIAL.latest >= 0);
  if (votes.length === 0) return proved(capture) ?? agreed(capture, true);
  const hits = votes.flatMap(ofHit);
  // A client may be very late, but it cannot hit a pinhole before it is there.
  const isEarly = hits.length > 0 && votes.every(({ low }) => low > DIAL.early);
  if (possible && !isEarly) return agreed(capture, true);
  const moved = fromVotes(capture, isEarly ? hits : votes, 'tuple');
  return moved !== undefined && isBelieved(moved, votes, facts) ? moved : agreed(capture, true);
}

/**
 * One connection alone may have dialled a pinhole that was opened for its port before WAD's lines begin, or after they
 * end (world 76032): it is not believed where other hits would then fall among WAD's lines, which tell nothing of them.
 */
function isBelieved({ capture, offset }: Clock, votes: readonly Vote[], facts: Facts): boolean {
  const dials = new Set(
    votes.filter(({ low, high }) => low <= offset && offset <= high).map(({ key }) => key),
  );
  if (offset % QUARTER === 0 || dials.size > 1) return true;
  const isAmong = (ahead: number, { syns }: Leg): boolean =>
    syns.some(({ stamp }) => {
      const at = (stamp?.at ?? NaN) + ahead;
      return at > (capture.first?.at ?? NaN) && at < (capture.last?.at ?? NaN);
    });
  const ids = new Set(facts.wad.map(({ sessionId }) => sessionId));
  const known = new Set(votes.map(({ key }) => key));
  const isUntold = (leg: Leg): boolean =>
    !known.has(leg) &&
    leg.traces.some((trace) => ids.has(messageOf(trace, 'expectation-match')?.sessionId)) &&
    isAmong(offset, leg);
  return [...dials].some((leg) => isAmong(0, leg)) || !facts.legs.some(isUntold);
}

function snifferClock(
  capture: Capture,
  facts: Facts,
  reference: Capture | undefined,
  hasUnit: boolean,
): Clock | undefined {
  const others = (sighting: Sighting): boolean =>
    hasUnit ? sighting.capture.source === 'flow' : sighting.capture === reference;
  const syn =
    fromVotes(capture, synVotes(facts.legs, capture, others), 'syn-sequence') ??
    fromVotes(capture, synVotes(translated(facts.legs), capture, others), 'syn-sequence');
  if (syn !== undefined) return syn;
  const isOurs = (sighting: Sighting): boolean => sighting.capture === capture;
  const wad = facts.captures.filter(({ source }) => source === 'wad');
  const dials = wad.flatMap((clock) => dialVotes(facts, clock, isOurs, 1));
  return (
    zoneFromDials(capture, dials) ??
    fromVotes(capture, dials, 'tuple') ??
    proved(capture) ??
    unjoined(capture)
  );
}

/**
 * The unit's own sniffer stamps with the unit's own clock, in its zone or in UTC: of whole quarter hours the only one
 * by which all dialled their pinholes after they were opened, and soon enough. Half a minute alone would take a client
 * that came too late for a clock that is ahead.
 */
function zoneFromDials(capture: Capture, dials: readonly Vote[]): Clock | undefined {
  const isUnits = capture.filters.length > 0 || capture.received.length > 0;
  if (!isUnits || dials.length === 0 || capture.first?.relative === true) return undefined;
  // An endpoint that was opened twice was dialled for one of the two, and of two who dialled one may have come in vain.
  const dialled = [...groupBy(dials, ({ key }) => endpointDialled(key)).values()];
  const most = (of: readonly number[]): number => of.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = (of: readonly number[]): number => of.reduce((a, b) => Math.min(a, b), Infinity);
  const high = least(dialled.map((any) => most(any.map((one) => one.high))));
  const soonest = most(dialled.map((any) => least(any.map((one) => one.high)))) - DIAL.early;
  const zone = Math.floor(high / QUARTER) * QUARTER;
  if (soonest - zone > DIAL.latest || Math.abs(zone) > ANY_ZONE) return undefined;
  const proof = dials.slice(0, PROOFS).map((one) => one.proof);
  const found = { offset: zone, uncertainty: DIAL.early, zoneSeconds: zone / 1e6 };
  return { capture, reference: false, ...found, method: 'tuple', proof };
}

/** Only votes whose SYN hit its pinhole, which therefore still existed: a tighter bound. */
const ofHit = (dial: Vote): Vote[] => {
  const { key, sessionId, low, high } = dial;
  const isHit = key.traces.some((trace) =>
    messageOf(trace, 'expectation-match', (hit) => hit.sessionId === sessionId),
  );
  return isHit ? [{ ...dial, high: Math.min(high, low + DIAL.early + DIAL.late) }] : [];
};

/** The lines that proved a clock earlier in a long capture may have been evicted since: the clock stays. */
function proved({ clock }: Capture): Clock | undefined {
  return clock !== undefined && clock.proof.length > 0 ? clock : undefined;
}

/**
 * No line is shared with another source: the offset may be any time zone's, so nothing is ordered across sources.
 * Relative stamps get no clock at all.
 */
function unjoined(capture: Capture): Clock | undefined {
  if (capture.first?.relative === true) return undefined;
  return {
    capture,
    reference: false,
    offset: 0,
    uncertainty: ANY_ZONE,
    zoneSeconds: 0,
    method: 'assumed',
    proof: [],
  };
}

/** The same SYN, or SYN-ACK, in both: its sequence number joins them exactly (seed: 1747348908, 3571380554). */
function synVotes(
  legs: readonly Leg[],
  capture: Capture,
  isReference: (sighting: Sighting) => boolean,
): Vote[] {
  const votes: Vote[] = [];
  for (const leg of legs) {
    for (const prints of [leg.syns, leg.synAcks]) {
      const stamped = prints.filter((print) => print.stamp !== undefined);
      const theirs = stamped.filter(isReference);
      const ours = stamped.filter((print) => print.capture === capture && print.direction !== 'out');
      const hasRepeats = prints.length > 2;
      const pairs = theirs.flatMap((a) =>
        ours.filter((b) => isSamePacket(a, b, hasRepeats)).map((b) => [a, b] as const),
      );
      const rankOf = pairs.length > 1 ? ranks(stamped) : undefined;
      for (const [a, b] of pairs) {
        const late = a.capture.source === 'sniffer' ? PASSAGE : 0;
        const early = a.capture.source === 'sniffer' ? PASSAGE : PRINT_LAG;
        votes.push({ ...vote(leg, a, b, late, early), sameRank: rankOf?.get(a) === rankOf?.get(b) });
      }
    }
  }
  return votes;
}

/**
 * Connections of which one capture shows the side before translation and another the side behind it (two pcaps of one
 * unit): the SYN keeps its number, and one of its ends.
 */
function translated(legs: readonly Leg[]): Leg[] {
  const byIsn = groupBy(
    legs.filter(({ isn }) => isn !== undefined),
    ({ isn }) => String(isn),
  );
  return [...byIsn.values()].flatMap(([near, far, ...others]) => {
    if (near === undefined || far === undefined || others.length > 0) return [];
    if (near.initiator !== far.initiator && near.responder !== far.responder) return [];
    return [{ ...near, syns: [...near.syns, ...far.syns], synAcks: [...near.synAcks, ...far.synAcks] }];
  });
}

/** Which print of its packet each one is, at the interface and in the direction that one source shows. */
function ranks(prints: readonly Sighting[]): Map<Sighting, number> {
  const seen = new Map<string, number>();
  return new Map(
    prints.map((print) => {
      const { capture, seq, interface: name, direction } = print;
      const place = [capture.source, capture.file, seq, name, direction].join(' ');
      const rank = seen.get(place) ?? 0;
      seen.set(place, rank + 1);
      return [print, rank];
    }),
  );
}

/** Without a sequence number only where nothing was sent again, or where neither print has one. */
function isSamePacket(a: Sighting, b: Sighting, hasRepeats: boolean): boolean {
  if (a.seq === undefined) return b.seq === undefined || !hasRepeats;
  return a.seq === b.seq;
}

function zoneOf(offset: number): number {
  return (Math.round(offset / QUARTER) * QUARTER) / 1e6;
}
