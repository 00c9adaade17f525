import type { Evidence } from '../document.js';
import type { TellingLine } from './comparison.js';
import type { RoleOf } from './roles.js';
import type { ComparedSide } from './side.js';

const FEW = 4;

/** Lines of one side, and all that is cited of the same session or offer. */
export interface Told {
  readonly lines: readonly Evidence[];
  readonly all: readonly Evidence[];
  readonly side: ComparedSide;
}

/**
 * The lines of one side that tell it from the other. A line whose words stand on the other side as well tells nothing:
 * both say `227 Entering Passive Mode`, and one of them then fails.
 */
export function tellingLines({ lines, side }: Told, other: Told): TellingLine[] {
  return without(worded(lines, side), worded([...other.lines, ...other.all], other.side));
}

/**
 * The last line of a failure that no line of its own tells from the other side: a SYN that was sent four times reads like
 * one that was answered. None where the other side shows the same words.
 */
export function lastLine(
  { lines, side }: Told,
  shown: readonly TellingLine[],
  other: ComparedSide,
): TellingLine[] {
  const known = new Set(worded(shown, other).map(({ words }) => words));
  const last = worded(lines, side).at(-1);
  return last === undefined || known.has(last.words) ? [] : [last.line];
}

interface Worded {
  readonly line: TellingLine;
  readonly words: string;
}

const worded = (lines: readonly Evidence[], side: ComparedSide): Worded[] =>
  lines.map(({ file, line, text }) => {
    const said = side.saidAt({ file, line, text });
    return {
      line: { file, line, text, ...(said === undefined ? {} : { said }) },
      words: wordsWithoutNumbers(said ?? text, side.roleOf),
    };
  });

function without(lines: readonly Worded[], others: readonly Worded[]): TellingLine[] {
  const known = new Set(others.map(({ words }) => words));
  const own: TellingLine[] = [];
  for (const { line, words } of lines) {
    if (known.has(words)) continue;
    known.add(words);
    own.push(line);
    if (own.length === FEW) break;
  }
  return own;
}

/** `10.0.0.1` with the port behind it, if there is one; IPv6 with or without brackets; the six numbers of a 227. */
const ADDRESS =
  /\b(?<four>\d{1,3}(?:\.\d{1,3}){3})(?:[.:]\d+)?|(?<six>\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?)(?:[.:]\d+)?/gi;
const SIX_NUMBERS = /\b(?<four>\d{1,3}(?:,\d{1,3}){3})(?:,\d{1,3}){2}\b|\|[^|\s]*\|(?<named>[^|\s]*)\|\d+\|/g;

/**
 * What a line says once names and numbers are taken out that are others in every capture: stamps, addresses, ports,
 * sequence numbers, ids. An address becomes the role of its host: a SYN to the server is not one to the VIP. The three
 * digits of a reply stay.
 */
export function wordsWithoutNumbers(text: string, roleOf: RoleOf = () => undefined): string {
  const role = (host: string | undefined): string => roleOf(host ?? '') ?? '#';
  return text
    .replace(/\d{4}-\d\d-\d\d[T ]?/g, '')
    .replace(/\d{1,9}:\d\d:\d\d(?:\.\d+)?/g, '')
    .replace(/\btrace_id=\d+|\bid=\d+|\bline=\d+|\[[ps]:\d+\]/g, '')
    .replace(SIX_NUMBERS, (_, four?: string, named?: string) => role(four?.replaceAll(',', '.') ?? named))
    .replace(ADDRESS, (_, four?: string, six?: string) => role(four ?? six?.replace(/[[\]]/g, '')))
    .replace(/\b(?:0x)?[0-9a-f]{8}\b|\b\d{4,}\b/gi, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
