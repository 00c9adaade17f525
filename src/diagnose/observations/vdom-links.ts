import { THROUGH_LINK } from '../../correlate/model/leg-ways.js';
import type { Leg, Sighting } from '../../correlate/model/leg.js';

/**
 * The interfaces that lead from one VDOM to another: a packet that is printed there is still inside the unit. The SYN
 * of a chain comes in at the unit, and once more at the other end of each link.
 */
export function linksOf(legs: readonly Leg[]): ReadonlySet<string> {
  const syns = legs.flatMap((leg) => leg.syns);
  const inner = innerArrivals(syns);
  const links = new Set(inner);
  if (inner.size === 0) return links;
  for (const print of syns) {
    const { interface: name, direction } = print;
    if (name === undefined || direction !== 'out') continue;
    const other = otherEnd(name);
    const leads = other !== null && inner.has(other);
    if (leads || syns.some((next) => inner.has(next.interface ?? '') && goesInAt(print, next)))
      links.add(name);
  }
  // What the capture does not print going out shows by its name, for the way back.
  for (const name of inner) links.add(otherEnd(name) ?? name);
  return links;
}

/** What is printed at a link is still inside the unit: it neither came to it nor left it there. */
export function atEdge<P extends Pick<Sighting, 'interface'>>(
  prints: readonly P[],
  links: ReadonlySet<string>,
): P[] {
  return prints.filter(({ interface: name }) => name === undefined || !links.has(name));
}

/**
 * Where the SYN comes in again. The capture that shows most of its way tells where it came in first: where nothing
 * leaves just before, for the first print may be lost.
 */
function innerArrivals(syns: readonly Sighting[]): Set<string> {
  const arrivals = syns.filter(({ direction, interface: name }) => direction === 'in' && name !== undefined);
  const ways = [...new Set(arrivals.map(({ capture }) => capture))].map((capture) => [
    ...new Set(arrivals.flatMap((one) => (one.capture === capture ? [one.interface ?? ''] : []))),
  ]);
  const way = ways.reduce((most, one) => (one.length > most.length ? one : most), []);
  const left = syns.filter(({ direction }) => direction === 'out');
  const isInner = (name: string): boolean =>
    arrivals.some((next) => next.interface === name && left.some((print) => goesInAt(print, next)));
  const entry = way.find((name) => !isInner(name)) ?? way[0];
  return new Set(ways.flat().filter((name) => name !== entry));
}

function goesInAt(left: Sighting, next: Sighting): boolean {
  if (next.direction !== 'in' || next.capture !== left.capture || next.order < left.order) return false;
  const since = (next.stamp?.at ?? NaN) - (left.stamp?.at ?? NaN);
  return next.interface !== left.interface && since >= 0 && since <= THROUGH_LINK * 1e6;
}

/** The two ends of a VDOM link are named alike, with 0 and 1 behind; so are ports, which have numbers of their own. */
function otherEnd(name: string): string | null {
  const last = name.at(-1);
  if ((last !== '0' && last !== '1') || name.startsWith('port')) return null;
  return `${name.slice(0, -1)}${last === '0' ? '1' : '0'}`;
}
