import { groupBy } from '../../collections.js';
import type { ControlSession, Part } from '../model/timeline.js';

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
