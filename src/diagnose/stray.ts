import type { ControlCase } from './control-case.js';
import { isFinal } from './coverage.js';

type Stray = ControlCase['strays'][number];

/** The tries of a data connection that no readable offer explains, where its denial is the end of the matter. */
export function deniedStray({
  control,
  strays,
  strayAdmitted,
}: ControlCase): readonly [Stray, ...Stray[]] | null {
  const [first, ...others] = strays;
  if (first === undefined || strayAdmitted || control.offers.length > 0) return null;
  const tried: [Stray, ...Stray[]] = [first, ...others.filter(({ flow }) => flow === first.flow)];
  const prints = tried.map(({ trace }) => trace);
  return isFinal(prints, null) ? tried : null;
}
