import type { Source } from '../../events/record.js';
import type { Facts, Fold } from '../fold/fold.js';
import { relate } from '../relate.js';
import type { Part, Timeline } from '../model/timeline.js';
import { shareOver } from './estimate.js';
import { chooseEvictable, type Horizon } from './evict.js';
import { chunksOf } from './chunks.js';
import { countGiven, giveIds, NO_IDS } from '../model/ids.js';

/** A session that was quiet for ten minutes of log time is over: vsftpd closes an idle one after five, ProFTPD after ten. */
export const QUIET_WINDOW = 600e6;
/** What belongs to a closed control connection (its last data, its last log lines) follows within two seconds of log time. */
const CLOSED_WINDOW = 2e6;
/** Kept lines in memory before anything is evicted; one takes some 500 bytes, so this is about 30 MB. */
export const LINE_BUDGET = 60_000;
/** Sessions that still go on are cut short only beyond this many budgets: the report counts them (`omitted.sessionsCut`). */
const CUT_AT_BUDGETS = 3;
/** Relating and judging all that is held pays off where this share of it can be evicted... */
const WORTHWHILE_SHARE = 1 / 8;
/** ...and half of that share is enough beyond so many budgets. */
const CROWDED_AT_BUDGETS = 2;
/** After a try the next one waits until memory has grown by this factor, so that tries do not follow line on line. */
const GROWTH_UNTIL_NEXT_TRY = 1.5;

const AT_END: Horizon = { quietBefore: Infinity, closedBefore: Infinity, mayCut: false };

interface MemoryLimits {
  /** Microseconds of log time after which a quiet session counts as over. */
  readonly quietWindow: number;
  /** Kept lines, about, beyond which sessions that are over are judged and evicted. */
  readonly lineBudget: number;
}

/**
 * Judges what is evicted, before it is: a few sessions at a time, with the timeline they are taken from. `cutShort` of
 * the sessions may have gone on.
 */
export type JudgeEvicted = (parts: Iterable<Part>, timeline: Timeline, cutShort: number) => void;

interface Memory {
  /** To be called after each event: evicts sessions that are over where memory is full. */
  readonly evictIfFull: () => void;
  /** To be called when all was read: of more than can be judged at once, all sessions are judged a few at a time. */
  readonly evictAtEnd: () => void;
  /** All that is still held, related. Ids continue those of the sessions that were evicted. */
  readonly timeline: () => Timeline;
}

/** Keeps the facts of a long capture within a budget. A capture that fits into it is never evicted from. */
export function createMemory(
  fold: Fold,
  offsets: ReadonlyMap<Source, number>,
  { quietWindow, lineBudget }: MemoryLimits,
  judge: JudgeEvicted,
): Memory {
  let given = NO_IDS;
  let nextTry = lineBudget;
  const cutAt = lineBudget * CUT_AT_BUDGETS;

  const evict = (facts: Facts, horizon: Horizon): void => {
    const timeline = relate(facts, offsets, given);
    const chosen = chooseEvictable(facts, timeline, horizon);
    // At the end nothing is left out for want of memory: what no session explains is told nowhere.
    const eviction = horizon === AT_END ? { ...chosen, unexplained: 0 } : chosen;
    giveIds(eviction.part, given);
    given = countGiven(eviction.part, given);
    judge(chunksOf(eviction.part), timeline, eviction.cutShort);
    fold.forget(eviction);
  };
  return {
    evictIfFull() {
      if (fold.linesHeld() <= nextTry) return;
      const facts = fold.facts();
      const horizon: Horizon = {
        quietBefore: fold.captures.orderBefore(quietWindow),
        closedBefore: fold.captures.orderBefore(CLOSED_WINDOW),
        mayCut: fold.linesHeld() > cutAt,
      };
      const isCrowded = fold.linesHeld() > lineBudget * CROWDED_AT_BUDGETS;
      const share = isCrowded ? WORTHWHILE_SHARE / 2 : WORTHWHILE_SHARE;
      if (horizon.mayCut || shareOver(facts, horizon) >= share) evict(facts, horizon);
      else fold.weighAgain();
      const grown = Math.max(lineBudget, GROWTH_UNTIL_NEXT_TRY * fold.linesHeld());
      // Not beyond the limit at which sessions may be cut short, or memory grows by half as much again.
      nextTry = fold.linesHeld() < cutAt ? Math.min(grown, cutAt) : grown;
    },
    evictAtEnd() {
      if (fold.linesHeld() > lineBudget * CROWDED_AT_BUDGETS) evict(fold.facts(), AT_END);
    },
    timeline: () => relate(fold.facts(), offsets, given),
  };
}
