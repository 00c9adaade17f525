import type { Peers } from '../../events/peers.js';
import type { CoverageNote, Ends } from './coverage.js';
import type { KnownEndpoints } from './known-endpoints.js';
import type { Between, LegIndex } from './leg-index.js';

/** What is known of two endpoints: looked up once and kept with them, so that not every packet pays for the lookup. */
export interface KnownPair extends CoverageNote {
  between: Between | undefined;
  /** `KnownEndpoints.learned()` when the two were found not to carry FTP; -1 where they may. */
  other: number;
  /** Noted as a connection whose beginning no capture shows. */
  unbegun: boolean;
}

export function knownPair(peers: Peers): KnownPair {
  return (peers.known ??= {
    between: undefined,
    coveredIn: undefined,
    coveredFrom: undefined,
    other: 0,
    unbegun: false,
  }) as KnownPair;
}

/** Whether one of the two is the port of another service. */
export function isOtherPair(
  places: KnownEndpoints,
  { src, dst }: Ends,
  known: KnownPair | undefined,
): boolean {
  if (known === undefined) return places.isOther(dst) || places.isOther(src);
  if (known.other >= 0 && known.other < places.learned())
    known.other = places.isOther(dst) || places.isOther(src) ? places.learned() : -1;
  return known.other >= 0;
}

/** The legs between the two, by either. */
export function betweenPair(
  legs: LegIndex,
  { src, dst }: Ends,
  known: KnownPair | undefined,
): Between | undefined {
  if (known === undefined) return legs.between(src, dst);
  if (known.between === undefined || known.between.legs.length === 0) known.between = legs.between(src, dst);
  return known.between;
}
