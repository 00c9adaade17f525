import type { Origin } from '../../events/record.js';
import type { LadderKind } from '../../ladder.js';
import type { Moment } from '../../correlate/model/moment.js';
import { when } from '../../correlate/model/time.js';
import type { Placed } from '../causal-order.js';

/** Lanes by their places in the ladder. */
export const CLIENT = 0;
export const OUTSIDE = 1;
export const INSIDE = 2;
export const SERVER = 3;

export type Host = 'client' | 'server';
export type Way = readonly [from: number, to: number];

/** What the unit does itself stands between its two lanes. */
export const OWN: Way = [OUTSIDE, OUTSIDE];

/** One print of a step. */
export interface Mark extends Placed {
  readonly way: Way;
  readonly kind: LadderKind;
  readonly label: string;
  /** Of a packet: prints and repeats of one packet have the same. */
  readonly seq?: number | undefined;
  /** The print of the packet that the kernel did this to. */
  readonly doneTo?: Moment;
}

export const samePlace = (one: Origin, other: Origin): boolean =>
  one.line === other.line && one.file === other.file;

/** Between hosts: nobody knows on which side of the unit it was seen. */
export const isSpan = ([from, to]: Way): boolean => Math.abs(from - to) > 1;

/** Whether a finding of the offer cites this line. */
export type IsCited = (one: Pick<Moment, 'line'>) => boolean;

export const atOf = (moment: Moment): number | null => when(moment)?.from ?? null;

/** Something that the unit says or does itself. */
export const ownMark = (moment: Moment, kind: LadderKind, label: string): Mark => ({
  moment,
  at: atOf(moment),
  way: OWN,
  kind,
  label,
});
