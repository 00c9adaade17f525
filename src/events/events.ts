import type { FlowEvent } from './flow.js';
import type { ConfigEntry, SessionEntry } from './listing.js';
import type { SnifferEvent } from './sniffer.js';
import type { WadEvent } from './wad.js';

export type TraceEvent = FlowEvent | SnifferEvent | WadEvent | SessionEntry | ConfigEntry;
export type Emit = (event: TraceEvent) => void;
