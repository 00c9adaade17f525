import { Scratch } from './temp-file.js';

const BLOCK = 64 * 1024;

/** Rows of a report on disk, one JSON value a line, read back one after another. */
export function createRows(scratch = new Scratch()): {
  add(row: object): void;
  readonly length: number;
  [Symbol.iterator](): Iterator<never>;
} {
  let length = 0;
  return {
    add(row) {
      scratch.append(`${JSON.stringify(row)}\n`, 'utf8');
      length += 1;
    },
    get length() {
      return length;
    },
    *[Symbol.iterator]() {
      let rest = Buffer.alloc(0);
      for (let at = 0; at < scratch.length;) {
        const block = scratch.read(at, BLOCK);
        at += block.length;
        rest = Buffer.concat([rest, block]);
        const end = rest.lastIndexOf(10);
        if (end < 0) continue;
        for (const line of rest.toString('utf8', 0, end).split('\n')) yield JSON.parse(line) as never;
        rest = rest.subarray(end + 1);
      }
    },
  };
}
