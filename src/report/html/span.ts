import type { Entries } from '../../document.js';

/** From the first to the last instant of the reference clock that a line shows. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly milliseconds: number;
}

/** Milliseconds, as the clock on the wall showed them: its offset from UTC is left out, and this machine's zone too. */
export const instantOf = (time: string): number => Date.parse(`${time.slice(0, 26)}Z`);

export function spanOf(timeline: Entries): Span | undefined {
  let first: string | undefined;
  let last = '';
  let [from, to] = [Infinity, -Infinity];
  for (const { time } of timeline) {
    if (time === null) continue;
    const at = instantOf(time);
    if (at < from) [first, from] = [time, at];
    if (at > to) [last, to] = [time, at];
  }
  return first === undefined ? undefined : { from: first, to: last, milliseconds: to - from };
}

/** `2021-07-26 21:41:53 to 21:42:05` */
export function spanWords({ from, to }: Span): string {
  const end = to.slice(0, 10) === from.slice(0, 10) ? to.slice(11, 19) : secondOf(to);
  const start = secondOf(from);
  return `${start.endsWith(end) ? start : `${start} to ${end}`} ${from.slice(26)}`.trimEnd();
}

/** `2021-07-26 21:41:53` */
export const secondOf = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 19)}`;

/** `2021-07-26 21:41:53.093`; a stamp of whole seconds gets no fraction. */
export function fractionOf(time: string): string {
  const fraction = time.slice(19, 23);
  return secondOf(time) + (fraction === '.000' ? '' : fraction);
}
