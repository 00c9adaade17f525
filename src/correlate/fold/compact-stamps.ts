import { MicrosStamp, ownStamp } from '../../events/micros-stamp.js';
import type { Stamp } from '../../events/record.js';

/** A copy of a stamp that pins no input. Neighbours mostly share theirs in a flow trace. */
export function createKeptStamps(): (stamp: Stamp) => Stamp {
  let last: Stamp | undefined;
  return (stamp) => {
    if (stamp instanceof MicrosStamp) return stamp;
    const isLast =
      last?.at === stamp.at &&
      last.width === stamp.width &&
      last.relative === stamp.relative &&
      last.printed === stamp.printed;
    if (last === undefined || !isLast) last = ownStamp(stamp);
    return last;
  };
}
