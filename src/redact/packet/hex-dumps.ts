import { linkTypeOf, rowOf, rowWith, type HexRow } from '../../dissect/hex-rows.js';
import { type FrameRedaction } from './fields.js';
import { redactFrame } from './frame.js';

/** Takes the lines of an input, and gives them back in their order when the dump they stand in is whole. */
export interface DumpLines {
  /** Lines that are ready, the rows of finished dumps rewritten. */
  readonly take: (line: string, written: () => string) => readonly string[];
  readonly end: () => readonly string[];
}

type Held = { readonly row: HexRow } | { readonly written: string };

/** Other outputs of the same console may print so many lines between the rows of a dump. */
const MOST_BETWEEN = 60;

/** `redaction` is asked for at the end of each dump. */
export function createDumpLines(redaction: FrameRedaction): DumpLines {
  let held: Held[] = [];
  let length = 0;
  let between = 0;
  let header = '';

  function finish(): string[] {
    const rows = held.flatMap((one) => ('row' in one ? [one.row] : []));
    const bytes = Uint8Array.from(rows.flatMap(({ bytes: some }) => [...some]));
    if (rows[0]?.offset === 0) redactFrame(bytes, linkTypeOf(bytes, header), redaction);
    else bytes.fill(0);
    let at = 0;
    const lines = held.map((one) => {
      if ('written' in one) return one.written;
      at += one.row.bytes.length;
      return rowWith(one.row, bytes.subarray(at - one.row.bytes.length, at));
    });
    held = [];
    length = between = 0;
    return lines;
  }

  return {
    take(line, written) {
      const row = rowOf(line, held.length > 0 ? length : 0);
      if (row === null) {
        if (line.includes(' -> ') || /^\S+ \S+ \S+ (?:in|out|--) /.test(line) || held.length === 0) {
          const ready = finish();
          header = line;
          return [...ready, written()];
        }
        held.push({ written: written() });
        between += 1;
        return between > MOST_BETWEEN ? finish() : [];
      }
      const ready = row.offset === length && held.length > 0 ? [] : finish();
      held.push({ row });
      length = row.offset + row.bytes.length;
      between = 0;
      return ready;
    },
    end: finish,
  };
}
