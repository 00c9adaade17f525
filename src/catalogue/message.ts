import type { TraceEvent } from '../events/events.js';
import type { Origin, Stamp } from '../events/record.js';

/** What stands before a message and belongs to every event made of it. */
export interface FlowHead {
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly traceId: number;
  readonly blade: string | undefined;
  readonly func: string | undefined;
}
export interface WadHead {
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly wadSession: string | undefined;
  readonly sessionId: string | undefined;
  readonly pid: number | undefined;
  readonly func: string | undefined;
}

export type Groups = Readonly<Record<string, string | undefined>>;

/**
 * One FortiOS message as data: its wording, what it means, sample lines that are its test, and the event it becomes.
 * `pattern` is anchored at the message's start and tolerates any tail (remarks, terminal debris). `func` is a hint for
 * the reader, never required: old releases print none. `event` answers null where the message is known but tells
 * nothing that joins; it is then kept as a plain message.
 */
export interface Message<Head> {
  readonly id: string;
  readonly func: string | undefined;
  readonly pattern: RegExp;
  readonly means: string;
  readonly samples: readonly string[];
  /** Where the pattern may begin anywhere: a word that every such message holds, looked for before the pattern is. */
  readonly holds?: string;
  readonly event: ((groups: Groups, head: Head) => TraceEvent | null) | null;
}
