import { put } from '../../collections.js';
import type { Endpoint } from '../../net.js';
import type { Leg } from '../model/leg.js';

/** The legs of one initiator on one tuple by their sequence numbers. */
export interface NumberedLegs {
  /** In the order in which they were added. */
  readonly legs: Leg[];
  readonly byIsn: Map<number | undefined, Leg>;
  /** Ascending: whose number is the nearest before that of a segment? */
  readonly isns: NumberedLeg[];
  readonly answers: NumberedLeg[];
}

interface NumberedLeg {
  readonly number: number;
  readonly leg: Leg;
}

export function byInitiator(legs: readonly Leg[]): Map<Endpoint, NumberedLegs> {
  const groups = new Map<Endpoint, Leg[]>();
  for (const leg of legs) put(groups, leg.initiator, leg);
  return new Map([...groups].map(([initiator, own]) => [initiator, numberedLegsOf(own)]));
}

export function numberedLegsOf(legs: Leg[]): NumberedLegs {
  const byIsn = new Map([...legs].reverse().map((leg) => [leg.isn, leg]));
  const sorted = (numberOf: (leg: Leg) => number | undefined): NumberedLeg[] =>
    legs
      .flatMap((leg) => {
        const number = numberOf(leg);
        return number === undefined ? [] : [{ number, leg }];
      })
      .sort((a, b) => a.number - b.number);
  return { legs, byIsn, isns: sorted(({ isn }) => isn), answers: sorted(({ synAcks }) => synAcks[0]?.seq) };
}

/** Numbers go round: before the smallest comes the largest. */
export function nearestBefore(numbered: readonly NumberedLeg[], number: number): Leg | undefined {
  return (numbered[firstAfter(numbered, number) - 1] ?? numbered.at(-1))?.leg;
}

export function insertNumber(numbered: NumberedLeg[], number: number, leg: Leg): void {
  const at = firstAfter(numbered, number);
  if (numbered[at - 1]?.leg !== leg) numbered.splice(at, 0, { number, leg });
}

function firstAfter(numbered: readonly NumberedLeg[], number: number): number {
  let [low, high] = [0, numbered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbered[middle]?.number ?? Infinity) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}
