import type { Packing } from './pack.js';
import type { Quick } from '../events/line-block.js';
import type { Emit } from '../events/events.js';

/**
 * Takes what an input holds, in its order. Synchronous: text goes in line by line without a promise per line, packets
 * of a pcap go in as finished events. The parsers stand behind `line`.
 */
export interface Sink {
  /** One decoded line without its newline; a trailing CR may still be there. */
  line(text: string): void;
  /** Is offered whole lines of text before `line`, to which every line goes that it does not take. */
  readonly quick?: Quick;
  event: Emit;
  damaged(kind: string, line: number): void;
  /** Whether anything of this input was recognised so far: a packed one of which nothing is may be a bomb. */
  recognised?: () => boolean;
  /** Awaited between chunks where it answers a promise: a taker that cannot keep up holds the reading up. */
  ready?: () => Promise<void> | undefined;
  /** Awaited at the beginning, and after so many lines or frames: others that are read side by side go on meanwhile. */
  turn?: () => Promise<void> | undefined;
}

/** One opened input, told apart by its content and never by its name. */
export interface Input {
  /** As the user named it; `-` for stdin; a file found in a folder is the folder's name, a slash, its path. */
  readonly name: string;
  readonly container: 'text' | 'pcap' | 'pcapng';
  /** The first decoded text, at most 64 KiB, for ordering the inputs by content; empty for captures. */
  readonly head: string;
  readonly packing: Packing;
  /** Its bytes without compression, once where it is a pipe. */
  unpacked(): AsyncGenerator<Buffer>;
  /** Size in bytes on disk where it is known, for progress. */
  readonly size: number | undefined;
  /** Reads to the end, once. Resolves when all is in the sink; rejects with Failure where reading fails. */
  read(sink: Sink, progress?: (bytes: number) => void): Promise<void>;
}
