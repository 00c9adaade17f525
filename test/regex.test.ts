// @long Attacks every regular expression with inputs that take long.
import { describe, expect, it } from '@jest/globals';

import { attacks, type Attack } from './regex/attack.js';
import { regularExpressions } from './regex/list.js';

/** What is exponential shows at the first, what is quadratic at the last. */
const SIZES = [32, 1024, 8 * 1024, 24 * 1024, 64 * 1024];
/** What is quadratic takes far longer at the largest size; the slowest linear pattern takes some 15 ms there. */
const SUSPECT_MS = 120;
/** Twice the text takes twice the time; a quadratic pattern takes four times as long. */
const MOST = 3;

/** Patterns that only ever see texts of a bounded length, and which bound. */
const BOUNDED: Readonly<Record<string, string>> = {
  '/\\/*$/': 'a path that the system took: 4096 bytes',
  "/^E\\w+: |, \\w+( '.*')?$/g": 'a message of the system, with a path in it',
  "/, \\w+( '.*')?$/": 'a message of the system, with a path in it',
};

const listed = regularExpressions();
const made = await madeWhileLoading();

/** Those that are put together when a module is loaded. */
async function madeWhileLoading(): Promise<RegExp[]> {
  const found: RegExp[] = [];
  const native = globalThis.RegExp;
  globalThis.RegExp = new Proxy(native, {
    construct(target, [pattern, flags]: [string, string?]) {
      const one = new target(pattern, flags);
      found.push(one);
      return one;
    },
  });
  const places = listed
    .filter(({ literal }) => literal === undefined)
    .map(({ place }) => place.split(':')[0]);
  for (const file of new Set(places)) await import(`../src/${file ?? ''}`.replace(/\.ts$/, '.js'));
  globalThis.RegExp = native;
  return found;
}

const all: [string, string][] = [
  ...listed.flatMap(({ place, literal }): [string, string][] =>
    literal === undefined ? [] : [[place, literal]],
  ),
  ...made.map((one): [string, string] => ['made', String(one)]),
];
const distinct = [...new Map(all.map(([place, literal]) => [literal, place])).entries()];

function milliseconds(literal: string, { before, unit }: Attack, length: number): number {
  const end = literal.lastIndexOf('/');
  const flags = literal.slice(end + 1);
  const pattern = new RegExp(
    literal.slice(1, end),
    flags.includes('g') || flags.includes('y') ? flags : `${flags}g`,
  );
  const text = before + unit.repeat(Math.ceil(length / unit.length)) + '\u0000';
  // Time of the processor, not of the clock: a machine that does something else must not accuse a pattern.
  const from = process.cpuUsage();
  text.replace(pattern, '');
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/** The size at which twice the text takes far more than twice the time. */
function superLinear(literal: string, attack: Attack): number | undefined {
  const best = (size: number): number =>
    Math.min(...[1, 2, 3].map(() => milliseconds(literal, attack, size)));
  return SIZES.find((size) => {
    if (milliseconds(literal, attack, size) < SUSPECT_MS) return false;
    const whole = best(size);
    return whole >= SUSPECT_MS && whole / best(size / 2) > MOST;
  });
}

describe('every regular expression takes a time that grows with its text', () => {
  it('is known to the test', () => {
    expect(listed.length).toBeGreaterThan(100);
    expect(made.length).toBeGreaterThan(5);
  });

  it.each(distinct)('%s', (literal, place) => {
    if (BOUNDED[literal] !== undefined) return;
    const found = attacks(literal).flatMap((attack) => {
      const at = superLinear(literal, attack);
      return at === undefined ? [] : [{ ...attack, at }];
    });
    expect({ place, found }).toEqual({ place, found: [] });
  });
});

describe('the test itself finds', () => {
  it.each(['/a+$/', '/x.*y.*z/', '/\\s+$/', '/^\\d+(?:\\.\\d+)*\\s*\\d*\\s*:/'])('%s', (literal) => {
    const isFound = (): boolean =>
      attacks(literal).some((attack) => superLinear(literal, attack) !== undefined);
    // On a machine that does much else the half may have taken longer than its own time, three times in a row.
    expect([1, 2, 3].some(isFound)).toBe(true);
  });
});
