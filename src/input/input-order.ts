import type { Source } from '../events/record.js';
import type { Input } from './input.js';

/** What an input mostly holds, as far as its head shows; undefined where it shows nothing. */
type Guess = Source | 'mixed' | undefined;

const RANK: readonly Guess[] = ['wad', 'session', 'config', 'flow', 'sniffer', 'mixed', undefined];

const SIGNS: readonly (readonly [Source, RegExp])[] = [
  ['flow', /\btrace_id=\d+ /g],
  ['wad', /^\S+ \S+ +(?:\[[psr]:|\[0x|_*wad_)/gm],
  ['sniffer', /\d\.\d{6} .{0,40}? -> \S+\.\d+:|^0x[\da-f]{4}[ \t]|^interfaces=\[/gm],
  ['session', /^(?:session info: proto=|hook=\w+ dir=|misc=\d|serial=|statistic\(bytes)/gm],
  ['config', /^[ \t]*(?:set|edit|next|config|end)\b/gm],
];

/** Nine of ten lines that show what they are have to agree. */
function guess(input: Pick<Input, 'container' | 'head'>): Guess {
  if (input.container !== 'text') return 'sniffer';
  const counts = SIGNS.map(([source, sign]) => ({ source, lines: input.head.match(sign)?.length ?? 0 }));
  const most = counts.reduce((a, b) => (b.lines > a.lines ? b : a));
  const all = counts.reduce((sum, { lines }) => sum + lines, 0);
  if (all === 0) return undefined;
  return most.lines >= 0.9 * all ? most.source : 'mixed';
}

/**
 * The inputs in the order in which they are best read, whatever order they were named in: by content, then by the
 * first time that is printed, then by name.
 */
export function inOrder<T extends Pick<Input, 'name' | 'container' | 'head'>>(inputs: readonly T[]): T[] {
  return inputs
    .map((input) => ({ input, key: keyOf(input) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ input }) => input);
}

type Key = readonly [rank: number, stamp: string, name: string];

function keyOf(input: Pick<Input, 'name' | 'container' | 'head'>): Key {
  // What prints no time comes after what does.
  const stamp = /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?/.exec(input.head)?.[0] ?? '~';
  return [RANK.indexOf(guess(input)), stamp, input.name];
}

function compare(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  if (a[2] !== b[2]) return a[2] < b[2] ? -1 : 1;
  return 0;
}
