import type { TraceEvent } from '../../events/events.js';
import type { Source } from '../../events/record.js';
import { parserFactories } from '../../parsers/index.js';
import type { LineClaim, LogRecord, Parser } from '../../parsers/parser.js';
import { createRepair } from '../../parsers/repair/repair.js';
import { afterPrompt, isPromptLine } from '../../parsers/repair/prompt.js';
import { createSecretMask } from '../../secrets/secrets.js';
import { maskedText } from '../../parsers/wad/mask-password.js';
import { prefixed } from '../../parsers/wad/prefix.js';

/** One logical record as the parsers take it, passwords masked. */
export interface Interpreted {
  /** The text as it was given, without pasted remarks and terminal debris. */
  readonly text: string;
  /** The text without stamp, function and quotes: what the catalogue is searched for. */
  readonly message: string;
  /** The source whose parser claimed it, and whether the record stands alone or belongs to the one above. */
  readonly source: Source | undefined;
  readonly claim: LineClaim;
  /**
   * The events that this record makes by itself. An event collected over several lines comes too late to be listed
   * here.
   */
  readonly events: readonly TraceEvent[];
}

/**
 * Turns lines into records, each as soon as it is complete, with the same repair and parsers as every other command.
 */
export function createInterpreter(take: (record: Interpreted) => void): {
  readonly line: (text: string) => void;
  readonly end: () => void;
} {
  const parsers = parserFactories.map((create) => create());
  let last: Parser | undefined;

  const claimed = (record: LogRecord, events: TraceEvent[]): LineClaim => {
    const emit = (event: TraceEvent): void => {
      if (event.origin.line === record.origin.line) events.push(event);
    };
    const order = last ? [last, ...parsers.filter((parser) => parser !== last)] : parsers;
    for (const parser of order) {
      const claim = parser.read(record, emit, () => undefined);
      if (claim === null) continue;
      if (parser !== last) last?.flush(() => undefined);
      last = parser;
      return claim;
    }
    return null;
  };
  const repair = createRepair(
    '-',
    (record) => {
      if (/^\s*(?:(?:\.{1,12}|…)\s*)?$/.test(record.text)) return;
      const events: TraceEvent[] = [];
      const claim = claimed(record, events);
      if (claim === null && isPromptLine(record.text)) return;
      const text = maskedText(record.text.trim());
      take({ text, message: messageText(record), source: claim ? last?.source : undefined, claim, events });
    },
    () => undefined,
  );
  const mask = createSecretMask();
  return {
    line: (text) => {
      repair.line(mask(text));
    },
    end: repair.end,
  };
}

function messageText(record: LogRecord): string {
  const quoted = /\bmsg="?([^"]*)/.exec(record.text)?.[1];
  const text = quoted ?? prefixed(record)?.text ?? afterPrompt(record.text) ?? record.text;
  return maskedText(text.trimStart());
}
