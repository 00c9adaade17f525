import type { Ladder, Lane, LadderStep } from '../../ladder.js';
import { plain } from '../text/sanitize.js';
import { cut } from '../text/width.js';
import { chosenSteps } from './choose.js';
import { deltas, inSeconds } from './delta.js';
import { labelOf, laneWords } from './words.js';

/** Renderers stop at 50,000 characters; escaped, a character takes seven at the most. */
const MOST_STEPS = 40;
const LONGEST_LABEL = 100;
const LONGEST_HEAD = 40;

const ACTORS = ['c', 'o', 'i', 's'];

/** The ladder as a Mermaid `sequenceDiagram`, which code hosts and ticket systems draw. */
export function* ladderMermaid({ lanes, steps: all }: Ladder): Iterable<string> {
  const { steps, left } = chosenSteps(all, MOST_STEPS);
  const since = deltas(steps);
  yield 'sequenceDiagram';
  for (const [at, lane] of lanes.entries()) yield `  participant ${ACTORS[at]} as ${head(lane)}`;
  for (const [at, step] of steps.entries()) yield* stepLines(step, inSeconds(since[at] ?? ''));
  if (left > 0) yield `  Note over c,s: and ${left} more`;
}

const head = (lane: Lane): string =>
  [lane.name, ...laneWords(lane)].map((word) => escaped(cut(plain(word), LONGEST_HEAD))).join('<br/>');

function* stepLines(step: LadderStep, since: string): Iterable<string> {
  const { from, to, failed, evidence } = step;
  const label = cut(plain(labelOf(step)), LONGEST_LABEL);
  const said = escaped(`${since}${label}`);
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  if (from === to) {
    yield `  Note over o,i: ${failed ? 'FAILED ' : ''}${said}`;
    return;
  }
  yield `  ${ACTORS[from]}${failed ? '--x' : '->>'}${ACTORS[to]}: ${said}`;
  if (failed) yield `  Note over ${ACTORS[left]},${ACTORS[right]}: FAILED, line ${evidence.line}`;
}

/**
 * Letters, digits and a few signs stay, the rest becomes what Mermaid calls an entity code: a semicolon, a hash or two
 * percent signs would end the message, tags would be markup, and backticks would end the block. The word `end` closes a
 * block in Mermaid.
 */
const escaped = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N} .,:()/+_-]/gu, (sign) => `#${sign.codePointAt(0)};`)
    .replace(/\bend\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`);
