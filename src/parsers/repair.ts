import type { LogRecord, Damaged } from './parser.js';
import { clean, STRANGE } from './clean.js';
import { afterPrompt, startOf, type Start } from './starts.js';

/** Takes a logical record, the number of lines it stands for, and the source that its beginning tells. */
export type Take = (record: LogRecord, lines: number, start: Start) => void;

export interface Repair {
  readonly line: (text: string) => void;
  readonly end: () => void;
}

/** The rows of a hex dump: their last column may hold anything, so they pass as they are. */
const HEX = /^(?:\s*0x[\da-f]{4}[\s:]|\d{6}\t)/;

export function createRepair(file: string, take: Take, damaged: Damaged): Repair {
  let line = 0;
  const plain = (raw: string): string => {
    if (!STRANGE.test(raw) || HEX.test(raw)) return raw;
    return clean(raw, (kind) => {
      damaged(kind, line);
    });
  };
  return {
    line(raw) {
      line++;
      const whole = raw.endsWith('\r') ? raw.replace(/\r+$/, '') : raw;
      let text = plain(whole);
      let start = startOf(text);
      if (start === null) {
        const rest = afterPrompt(text) ?? text.trimStart();
        start = startOf(rest);
        if (start !== null) text = rest;
      }
      take({ text, origin: { file, line, text: whole } }, 1, start);
    },
    end() {
      // Nothing waits.
    },
  };
}
