import type { Origin } from '../events/record.js';
import type { Leg } from './model/leg.js';

/** `offset` of a pair lies in [low, high]; `key` names the connection, so that one connection votes once. */
export interface Vote {
  readonly low: number;
  readonly high: number;
  readonly key: Leg;
  /** Of the session whose pinhole was dialled. */
  readonly sessionId?: string | undefined;
  /** Both are the k-th print of their packet at one place. */
  readonly sameRank?: boolean;
  readonly proof: readonly [Origin, Origin];
}

/** Offsets at which equally much agrees. */
export interface Stretch {
  readonly from: number;
  to: number;
}

/**
 * The offsets at which the most connections agree, in order; the intervals of the votes are entered and left in turn.
 * Where connections are equal, prints may decide: a SYN that was sent four times has four pairs that agree on the right
 * offset, and fewer on any other, for the pauses between them differ.
 */
export function mostAgreed(votes: readonly Vote[], prints: boolean): Stretch[] {
  const tally = createTally(prints ? votes.length + 1 : 0);
  const entered = [...votes].sort((a, b) => a.low - b.low);
  const left = [...votes].sort((a, b) => a.high - b.high);
  let stretches: Stretch[] = [];
  let [most, before, next] = [0, 0, 0];
  const move = (now: number, at: number): void => {
    const [last] = stretches.slice(-1);
    if (now > most) stretches = [{ from: at, to: at }];
    else if (now === most && before < most) stretches.push({ from: at, to: at });
    else if (now < most && before === most && last !== undefined) last.to = at;
    most = Math.max(most, now);
    before = now;
  };
  for (const vote of left) {
    for (let one = entered[next]; one !== undefined && one.low <= vote.high; one = entered[(next += 1)])
      move(tally.enter(one), one.low);
    move(tally.leave(vote), vote.high);
  }
  return stretches;
}

interface Pairs {
  readonly theirs: Map<Origin, number>;
  readonly ours: Map<Origin, number>;
}

/** What agrees so far: connections, which weigh `weight` each, and where that is not 0 the prints that pair up. */
function createTally(weight: number) {
  const open = new Map<Leg, Pairs>();
  let score = 0;
  const valueOf = ({ theirs, ours }: Pairs): number => {
    const paired = Math.min(theirs.size, ours.size);
    return weight === 0 ? Math.sign(paired) : Math.sign(paired) * weight + paired;
  };
  const count = ({ key, proof: [a, b] }: Vote, by: 1 | -1): number => {
    const pairs = open.get(key) ?? { theirs: new Map<Origin, number>(), ours: new Map<Origin, number>() };
    open.set(key, pairs);
    score -= valueOf(pairs);
    add(pairs.theirs, a, by);
    add(pairs.ours, b, by);
    return (score += valueOf(pairs));
  };
  return { enter: (vote: Vote) => count(vote, 1), leave: (vote: Vote) => count(vote, -1) };
}

function add(counts: Map<Origin, number>, key: Origin, by: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
