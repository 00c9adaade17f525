import { isLargelyUnread, LOSSES } from '../../events/damage.js';
import type { Losses } from '../../events/losses.js';
import type { Capture, Moment } from '../../correlate/model/moment.js';
import { DAMAGE_NEAR_LINES } from '../limits.js';
import type { Cited } from './evidence.js';

/**
 * What was lost of the captures in which something is missing, each in a clause; nothing where they are whole. Damage
 * counts between the cited lines and shortly behind them; in a capture that is only searched it counts everywhere.
 */
export function lossesOf(
  evidence: readonly (Cited | null | undefined)[],
  searched: readonly Capture[],
  wordsLostAt: Moment | null,
): string[] {
  const moments = evidence.filter((one): one is Moment => one != null && 'capture' in one);
  const captures = new Set([...searched, ...moments.map(({ capture }) => capture)]);
  return [...captures].flatMap((capture) => {
    const lines = moments.flatMap(({ line }) => (line.file === capture.file ? [line.line] : []));
    return [
      ...lostPackets(capture),
      ...lostWords(capture, wordsLostAt),
      ...(capture.losses === undefined ? [] : lostLines(capture.file, capture.losses, lines)),
    ];
  });
}

function lostPackets({ lost, file }: Capture): string[] {
  return lost === undefined ? [] : [`the sniffer lost ${lost} packet${lost === 1 ? '' : 's'} of ${file}`];
}

function lostWords(capture: Capture, lostAt: Moment | null): string[] {
  if (lostAt?.capture !== capture) return [];
  return [`${capture.file} lacks words of the control channel before line ${lostAt.line.line}`];
}

function lostLines(file: string, losses: Losses, cited: readonly number[]): string[] {
  const [lines, unread] = [losses.lines(), losses.unrecognised()];
  if (isLargelyUnread(lines, unread)) return [`${unread} of ${lines} lines of ${file} could not be read`];
  const from = cited.length === 0 ? 0 : Math.min(...cited);
  const to = cited.length === 0 ? Infinity : Math.max(...cited) + DAMAGE_NEAR_LINES;
  const damaged = losses
    .damage()
    .filter(({ kind }) => LOSSES.has(kind))
    .flatMap(({ at }) => at)
    .filter((line) => line >= from && line <= to);
  return damaged.length === 0 ? [] : [`${file} is damaged in line ${Math.min(...damaged)}`];
}
