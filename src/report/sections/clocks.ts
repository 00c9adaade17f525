import type { ClockSummary } from '../../document.js';
import { logExcerpt } from '../text/log-excerpt.js';
import { heading, place, type Page } from '../text/layout.js';
import { CLOCK_METHOD_WORDS, SOURCE_NAME } from '../text/labels.js';
import { wrap } from '../text/width.js';

const PAIRS_SHOWN = 3;

/** How far each source's stamps are from the unit's own clock, with the pairs of lines that prove it. */
export function* clocks(on: Page, all: readonly ClockSummary[]): Iterable<string> {
  if (all.length > 0) yield* heading(on, 'CLOCKS');
  const groups = new Map<string, ClockSummary[]>();
  for (const clock of all) groups.set(clockWords(clock), [...(groups.get(clockWords(clock)) ?? []), clock]);
  for (const [words, same] of groups) {
    const names = same
      .map(({ source, file }) => `${SOURCE_NAME[source]}${file === on.only ? '' : ` (${file})`}`)
      .join(', ');
    for (const line of wrap(`${names}: ${words}`, on.width - 2, '  ')) yield `  ${line}`;
    for (const { proof } of same) yield* pairs(on, proof);
  }
}

function* pairs(on: Page, proof: ClockSummary['proof']): Iterable<string> {
  for (const [reference, own] of proof.slice(0, PAIRS_SHOWN)) {
    const places = wrap(`${place(own)} = ${place(reference)}`, on.width - 4, '  ');
    for (const line of places) yield `    ${on.paint.cyan(line)}`;
    for (const line of wrap(logExcerpt(own.text), on.width - 8)) yield `        ${line}`;
  }
  if (proof.length > PAIRS_SHOWN) yield `    and ${proof.length - PAIRS_SHOWN} more such pairs`;
}

/** `2:00 h behind the reference (time zone) and 0.235 s ahead of that, give or take 0.270 s; proved by …` */
export function clockWords(clock: ClockSummary): string {
  const { reference, offsetSeconds, uncertaintySeconds, zoneSeconds, method } = clock;
  if (offsetSeconds === 0 && reference) return 'the reference clock';
  const skew = offsetSeconds - (zoneSeconds ?? 0);
  const parts: string[] = [];
  if (zoneSeconds) parts.push(`${hours(zoneSeconds)} the reference (time zone)`);
  if (Math.abs(skew) >= 0.0005)
    parts.push(`${Math.abs(skew).toFixed(3)} s ${direction(skew)} ${zoneSeconds ? 'that' : 'the reference'}`);
  if (parts.length === 0) parts.push('the same as the reference');
  const doubt = uncertaintySeconds > 0 ? `, give or take ${uncertaintySeconds.toFixed(3)} s` : '';
  return `${parts.join(' and ')}${doubt}; ${CLOCK_METHOD_WORDS[method]}`;
}

const direction = (seconds: number): string => (seconds < 0 ? 'behind' : 'ahead of');

function hours(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h ${direction(seconds)}`;
}
