import type { InputSink } from '../analyze.js';
import { hexRows } from '../evidence/frame-text.js';
import type { SourceLine } from '../evidence/source-line.js';
import type { TraceEvent } from '../events/events.js';
import { hexRowOf } from '../parsers/repair/hex-row.js';
import { createSecretFinder, withoutSecrets } from '../secrets/secrets.js';

/** Copies of the lines that inputs hold, made while they are read. */
export interface LineCopies {
  /** The same sink, of which the lines are copied. */
  readonly of: (file: string, sink: InputSink) => InputSink;
  /** In the order in which the inputs began; undefined where they were too many. */
  readonly lines: () => SourceLine[] | undefined;
}

/** `most`: characters beyond which nothing is kept. Secrets are not copied. */
export function createLineCopies(
  wants: (file: string, line: number) => boolean,
  most = Infinity,
): LineCopies {
  const files: SourceLine[][] = [];
  let room = most;
  return {
    of(file, sink) {
      const copies: SourceLine[] = [];
      files.push(copies);
      const secretsIn = createSecretFinder();
      let count = 0;
      const add = (line: number, text: string): void => {
        if (room < 0) return;
        // Some secrets run over many lines. Those in the rows of a dump are found where all its rows are at hand.
        const secrets = hexRowOf(text) === null ? secretsIn(text) : [];
        if (!wants(file, line)) return;
        room -= text.length;
        copies.push({ file, line, text: withoutSecrets(text, secrets) });
      };
      return {
        ...sink,
        line(text) {
          add((count += 1), text);
          sink.line(text);
        },
        quick(block) {
          const { at } = block;
          const taken = sink.quick(block);
          if (taken === 0) return 0;
          for (const line of block.slice(at, block.at - 1).split('\n', taken)) add((count += 1), line);
          return taken;
        },
        event(event) {
          for (const text of printed(event)) add(event.origin.line, text);
          sink.event(event);
        },
      };
    },
    lines: () => (room < 0 ? undefined : files.flat()),
  };
}

/** A frame as the unit would have printed it. */
function* printed(event: TraceEvent): Iterable<string> {
  yield event.origin.text;
  if (event.source === 'sniffer' && event.kind === 'packet' && event.frame !== undefined) {
    yield* hexRows(event.frame);
  }
}
