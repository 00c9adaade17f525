import type { ControlSession, DataFlow, Expectation, Offer } from '../correlate/model/timeline.js';
import type { Finding } from '../document.js';
import type { Judged } from '../diagnose/judge-offer.js';
import type { JudgedPart } from '../diagnose/diagnose.js';

/**
 * Offers and sessions that worked and are beyond `--detail`: their rows say how they ended, without the lines that show
 * it. Whatever failed or is inconclusive is told in full.
 */
export interface Brief {
  readonly offers: ReadonlySet<Offer>;
  readonly controls: ReadonlySet<ControlSession>;
}

/** How many offers, and how many control sessions, may still be told in full. */
export type DetailLeft = Readonly<Record<keyof Brief, number>>;

/** Counts of what is told in brief, by the keys of the report's `omitted`. */
export type Omitted = Readonly<Record<'offers' | 'controlSessions' | 'findings', number>>;

export function chooseBrief({ offers, controls }: JudgedPart, left: DetailLeft): Brief {
  const brief = new Set(beyond(offers, left.offers, isOpen).map(({ it }) => it.offer));
  const isWeighty = ({ control, judged }: JudgedPart['controls'][number]): boolean =>
    judged.verdict !== 'worked' ||
    judged.findings.length > 0 ||
    control.offers.some((offer) => !brief.has(offer));
  return {
    offers: brief,
    controls: new Set(beyond(controls, left.controls, isWeighty).map(({ control }) => control)),
  };
}

/** Those beyond the first `most`. Weighty ones come first and are never among them. */
function beyond<T>(all: readonly T[], most: number, isWeighty: (one: T) => boolean): T[] {
  const light = all.filter((one) => !isWeighty(one));
  return light.slice(Math.max(0, most - (all.length - light.length)));
}

function isOpen({ verdict }: Judged): boolean {
  return verdict === 'failed' || verdict === 'inconclusive';
}

/** A data flow or a pinhole is told as its offer is; where it has none, as its session. */
export function isBrief(
  { offer, control }: Pick<DataFlow | Expectation, 'offer' | 'control'>,
  { offers, controls }: Brief,
): boolean {
  return offer === null ? control !== null && controls.has(control) : offers.has(offer);
}

/** The only finding of an offer that is told in brief repeats its row, so it is left out, unless it gives advice. */
export function findingsOf({ it, findings }: Judged, { offers }: Brief): readonly Finding[] {
  const [only] = findings;
  const repeats = findings.length === 1 && only?.steps.length === 0 && only.next.length === 0;
  return repeats && offers.has(it.offer) ? [] : findings;
}
