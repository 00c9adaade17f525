import type { TraceEvent } from '../events/events.js';
import type { Origin, Stamp } from '../events/record.js';

/** What a flow-trace record prints before its message; every event made of the message keeps it. */
export interface FlowHead {
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  /** `trace_id=`: all records of one packet share it. */
  readonly traceId: number;
  /** The blade of a chassis that printed the record. */
  readonly blade: string | undefined;
  readonly func: string | undefined;
}

/** What a line of WAD debug prints before its message. */
export interface WadHead {
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  /** `[s:…]` as it is printed, in decimal. */
  readonly wadSession: string | undefined;
  /** The same number as the kernel's session id: eight hexadecimal digits. */
  readonly sessionId: string | undefined;
  readonly pid: number | undefined;
  readonly func: string | undefined;
}

/** The named groups of a pattern; a group that took no part is undefined. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** One FortiOS message: its wording, its meaning, the event it becomes, and sample lines, which are its test. */
export interface Message<Head> {
  /** `flow.…` or `wad.…`; `fgtrace explain` takes it. */
  readonly id: string;
  /** The function that prints it, for people only: it never decides a match, for old releases print none. */
  readonly func: string | undefined;
  /** Begins with `^` and allows anything behind the message: remarks and remains of the terminal follow there. */
  readonly pattern: RegExp;
  /** What the message tells an administrator. */
  readonly means: string;
  /** Messages without their head. Each must match, and no other entry may match it. */
  readonly samples: readonly string[];
  /** A word that every such message contains: a cheap test before a pattern that may match anywhere in the line. */
  readonly holds?: string;
  /**
   * Null, or a function that returns null where the values tell nothing to join: the line then stays a plain message.
   */
  readonly event: ((groups: Groups, head: Head) => TraceEvent | null) | null;
}
