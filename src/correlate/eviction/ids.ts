import { groupBy } from '../../collections.js';
import type { ControlSession, Timeline } from '../model/timeline.js';

/** What a report tells of: all of a timeline, or of a long capture the sessions that are done with. */
export type Part = Pick<Timeline, 'controls' | 'offers' | 'expectations' | 'flows'>;
export type IdCounts = Readonly<Record<keyof Part, number>>;

const LETTERS: Readonly<Record<keyof Part, string>> = {
  controls: 'C',
  offers: 'O',
  expectations: 'E',
  flows: 'D',
};
export const NO_IDS: IdCounts = { controls: 0, offers: 0, expectations: 0, flows: 0 };

/** Ids go in order of time; `from` were given to earlier parts. */
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

/** Sessions that are judged at once: what a verdict is made of takes more room than the row that is left of it. */
const SLICE = 256;

/** A part in slices, sessions with all that is theirs; what is nobody's comes with the last. */
export function* chunksOf(part: Part): Iterable<Part> {
  const last = Math.max(0, Math.ceil(part.controls.length / SLICE) - 1);
  const nth = new Map(part.controls.map((control, at) => [control, Math.floor(at / SLICE)]));
  const sliceOf = ({ control }: { readonly control: ControlSession | null }): number =>
    (control === null ? undefined : nth.get(control)) ?? last;
  const offers = groupBy(part.offers, sliceOf);
  const expectations = groupBy(part.expectations, sliceOf);
  const flows = groupBy(part.flows, sliceOf);
  for (let at = 0; at <= last; at++) {
    yield {
      controls: part.controls.slice(at * SLICE, (at + 1) * SLICE),
      offers: offers.get(at) ?? [],
      expectations: expectations.get(at) ?? [],
      flows: flows.get(at) ?? [],
    };
  }
}
