import type { ClockSummary } from '../diagnose/document.js';
import { heading, proof, place, type Page } from './page.js';
import { METHOD, SOURCE } from './words.js';
import { wrap } from './width.js';

const PAIRS = 3;

/** How far each source's stamps are from the unit's own clock, and the pairs of lines that prove it. */
export function* clocks(on: Page, all: readonly ClockSummary[]): Iterable<string> {
  if (all.length === 0) return;
  yield* heading(on, 'CLOCKS');
  for (const clock of all) {
    for (const line of wrap(
      `${SOURCE[clock.source]} (${clock.file}): ${clockWords(clock)}`,
      on.width - 2,
      '  ',
    )) {
      yield `  ${line}`;
    }
    for (const [reference, own] of clock.proof.slice(0, PAIRS)) {
      yield* proof(on, { ...own, text: `is ${place(reference)}: ${own.text}` }, '    ');
    }
    const more = clock.proof.length - PAIRS;
    if (more > 0) yield `    and ${more} more such pairs`;
  }
}

/** `2:00 h behind the reference clock: time zone -2:00 h, skew +0.540 s, uncertain by 0.465 s; proved by …` */
export function clockWords(clock: ClockSummary): string {
  const { reference, offsetSeconds, uncertaintySeconds, zoneSeconds, method } = clock;
  if (reference && offsetSeconds === 0) return 'the reference clock';
  const role = reference ? "the unit's own clock too" : 'not on the reference clock';
  if (offsetSeconds === 0) return `${reference ? role : 'equal to the reference clock'}, ${METHOD[method]}`;
  const zone =
    zoneSeconds === null
      ? `offset ${signed(offsetSeconds)} s`
      : `time zone ${hours(zoneSeconds)}, skew ${signed(offsetSeconds - zoneSeconds)} s`;
  return `${role}: ${zone}, uncertain by ${uncertaintySeconds.toFixed(3)} s; ${METHOD[method]}`;
}

const signed = (seconds: number): string => `${seconds < 0 ? '-' : '+'}${Math.abs(seconds).toFixed(3)}`;

function hours(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
  return seconds === 0 ? 'the same' : `${clock} ${seconds < 0 ? 'behind' : 'ahead'}`;
}
