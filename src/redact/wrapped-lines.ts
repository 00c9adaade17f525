import { isTerminalWidth } from '../events/terminal-width.js';
import { beginsItsOwn } from '../secrets/wrapped.js';
import { addressesIn } from './find/addresses.js';
import { createLineFinder } from './line.js';
import type { Pseudonyms } from './pseudonym/pseudonyms.js';

/** Takes a text, and where in it the lines end that it was put together from. */
export type TakeLines = (text: string, ends: readonly number[]) => readonly string[];

const LONGEST = 1000;

/** Puts lines together again that a terminal cut, so that an address or a name is seen as one, and stays within the width. */
export function joiningLines(take: TakeLines): {
  readonly line: (text: string) => readonly string[];
  readonly end: () => readonly string[];
} {
  let held: string | undefined;
  let ends: number[] = [];
  const release = (): readonly string[] => {
    const ready = held === undefined ? [] : take(held, ends);
    held = undefined;
    ends = [];
    return ready;
  };
  return {
    line(text) {
      const goesOn = held !== undefined && isCut(held, text);
      const before = goesOn ? [] : release();
      if (held !== undefined) ends.push(held.length);
      held = (held ?? '') + text;
      return isTerminalWidth(text.length) && held.length < LONGEST ? before : [...before, ...release()];
    },
    end: release,
  };
}

/** The text with the ends of its lines where they were: a terminal cuts at the same column, whatever stands there. */
export function cutAgain(text: string, ends: readonly number[]): string {
  return [0, ...ends].map((from, nth) => text.slice(from, ends[nth] ?? text.length)).join('\n');
}

function isCut(above: string, below: string): boolean {
  // `gw-10.220.3.` and `202 via port2`: the number is no reply of a server.
  const isOctet = /\d\.$/.test(above) && /^\d{1,3}(?!\d)/.test(below);
  if (beginsItsOwn(below) && !isOctet) return false;
  const joined = above + below;
  const { names, secrets } = createLineFinder()(joined);
  const hidden = isEndSecret(above) ? [] : secrets;
  const whole = [...names.filter(({ kind }) => kind !== 'file'), ...hidden, ...addressesIn(joined, ANY)];
  // What stands in the first line alone makes it wider or narrower, and then nothing shows that it goes on.
  const seam = beginsItsOwn(above) ? 0 : above.length;
  return whole.some(({ from, to }) => from < above.length && to > seam);
}

/** Then what follows is taken for its rest, and each line is masked for itself. */
function isEndSecret(line: string): boolean {
  return createLineFinder()(line).secrets.some(({ to }) => to === line.length);
}

/** Answers something for each address. */
const ANY: Pseudonyms = {
  address: (canonical) => canonical,
  octets: (octets) => octets,
  knows: () => false,
  mac: (octets) => octets,
  word: (_, original) => original,
  all: () => [],
};
