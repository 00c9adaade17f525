import { groupBy } from '../../collections.js';
import type { ControlSession, Timeline } from '../model/timeline.js';

/** The sessions, offers, expectations and flows that are judged together: a whole timeline, or what is evicted from it. */
export type Part = Pick<Timeline, 'controls' | 'offers' | 'expectations' | 'flows'>;
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

/** Control sessions judged at once: judging takes far more memory than the row that is left of it. */
const SESSIONS_PER_CHUNK = 256;

/** A part in chunks: sessions with all that belongs to them. What belongs to no session comes with the last chunk. */
export function* chunksOf(part: Part): Iterable<Part> {
  const last = Math.max(0, Math.ceil(part.controls.length / SESSIONS_PER_CHUNK) - 1);
  const nth = new Map(part.controls.map((control, at) => [control, Math.floor(at / SESSIONS_PER_CHUNK)]));
  const chunkOf = ({ control }: { readonly control: ControlSession | null }): number =>
    (control === null ? undefined : nth.get(control)) ?? last;
  const offers = groupBy(part.offers, chunkOf);
  const expectations = groupBy(part.expectations, chunkOf);
  const flows = groupBy(part.flows, chunkOf);
  for (let at = 0; at <= last; at++) {
    yield {
      controls: part.controls.slice(at * SESSIONS_PER_CHUNK, (at + 1) * SESSIONS_PER_CHUNK),
      offers: offers.get(at) ?? [],
      expectations: expectations.get(at) ?? [],
      flows: flows.get(at) ?? [],
    };
  }
}
