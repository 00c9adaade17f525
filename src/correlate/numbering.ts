import type { Timeline } from './timeline.js';

/** What a report tells of: all of a timeline, or of a long capture the sessions that are done with. */
export type Part = Pick<Timeline, 'controls' | 'offers' | 'expectations' | 'flows'>;
export type Counts = Readonly<Record<keyof Part, number>>;

const LETTERS: Readonly<Record<keyof Part, string>> = {
  controls: 'C',
  offers: 'O',
  expectations: 'E',
  flows: 'D',
};
export const NONE: Counts = { controls: 0, offers: 0, expectations: 0, flows: 0 };

/** Ids go in order of time; `from` were given to earlier parts. */
export function number(part: Part, from: Counts): void {
  for (const [list, letter] of Object.entries(LETTERS) as [keyof Part, string][]) {
    for (const [at, item] of part[list].entries()) item.id = `${letter}${from[list] + at + 1}`;
  }
}

export function count(part: Part, from: Counts): Counts {
  return {
    controls: from.controls + part.controls.length,
    offers: from.offers + part.offers.length,
    expectations: from.expectations + part.expectations.length,
    flows: from.flows + part.flows.length,
  };
}
