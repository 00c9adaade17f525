import type { Stamp } from '../../events/record.js';
import { own } from '../../intern.js';
import { printedTime } from '../model/rfc3339.js';

/** A copy of a stamp that pins no input. Neighbours mostly share theirs in a flow trace. */
export function createKeptStamps(): (stamp: Stamp) => Stamp {
  let last: Stamp | undefined;
  return (stamp) => {
    const isLast =
      last?.at === stamp.at &&
      last.width === stamp.width &&
      last.relative === stamp.relative &&
      last.printed === stamp.printed;
    if (last === undefined || !isLast) last = isPlain(stamp) ? new Micros(stamp.at) : copyOf(stamp);
    return last;
  };
}

/** `2021-07-26 21:42:05.094442`: its time tells what was printed. A class, because a hundred thousands of them are kept. */
class Micros implements Stamp {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }

  get width(): number {
    return 1;
  }

  get relative(): boolean {
    return false;
  }

  get printed(): string {
    return printedTime(this.at)?.replace('T', ' ') ?? '';
  }
}

const PLAIN = /^(?:199|[2-9]\d\d)\d-\d\d-\d\d \d\d:\d\d:[0-5]\d\.\d{6}$/;

function isPlain({ width, relative, printed }: Stamp): boolean {
  return width === 1 && !relative && PLAIN.test(printed);
}

function copyOf({ at, width, printed, relative }: Stamp): Stamp {
  return { at, width, printed: own(printed), relative };
}
