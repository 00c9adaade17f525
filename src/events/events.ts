import type { FlowEvent } from './flow.js';
import type { ConfigEntry, SessionEntry } from './listing.js';
import type { SnifferEvent } from './sniffer.js';
import type { WadEvent } from './wad.js';

/**
 * What a parser may say about one line, and a pcap about one frame. What the payload of packets says (`payload.ts`) is made
 * of these by `src/dissect` and goes to the fold beside them.
 */
export type TraceEvent = FlowEvent | SnifferEvent | WadEvent | SessionEntry | ConfigEntry;
export type Emit = (event: TraceEvent) => void;
