import type { Part } from './timeline.js';

export type IdCounts = Readonly<Record<keyof Part, number>>;

const LETTERS: Readonly<Record<keyof Part, string>> = {
  controls: 'C',
  offers: 'O',
  expectations: 'E',
  flows: 'D',
};
export const NO_IDS: IdCounts = { controls: 0, offers: 0, expectations: 0, flows: 0 };

/** Gives ids (`C1`, `O1`, `E1`, `D1`) in order of time, after those that earlier parts were given. */
export function giveIds(part: Part, from: IdCounts): void {
  for (const [list, letter] of Object.entries(LETTERS) as [keyof Part, string][]) {
    let last = from[list];
    for (const item of part[list]) item.id = `${letter}${++last}`;
  }
}

export function countGiven(part: Part, from: IdCounts): IdCounts {
  return {
    controls: from.controls + part.controls.length,
    offers: from.offers + part.offers.length,
    expectations: from.expectations + part.expectations.length,
    flows: from.flows + part.flows.length,
  };
}
