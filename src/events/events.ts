import type { FlowEvent } from './flow.js';
import type { ConfigEntry, SessionEntry } from './listing.js';
import type { SnifferEvent } from './sniffer.js';
import type { WadEvent } from './wad.js';

/**
 * What one record of the input says: a line or a few lines that a parser took together, or a frame of a pcap. `source`
 * tells the output it came from and `kind` the variant, so that the compiler knows its fields after a test of both.
 *
 * - flow.ts: `diagnose debug flow`, record by record (a packet, a session, a route, a drop …)
 * - sniffer.ts: a packet of `diagnose sniffer packet` or of a pcap, and what a sniffer says of itself
 * - wad.ts: a message of the proxy's debug: an offer, a reply, an expectation session …
 * - listing.ts: an entry of `diagnose sys session list`, an object of the configuration
 *
 * What the bytes in sniffed packets say (FTP replies, TLS records) has events of its own in payload.ts: `src/dissect`
 * makes them of sniffer events, and the fold takes both.
 */
export type TraceEvent = FlowEvent | SnifferEvent | WadEvent | SessionEntry | ConfigEntry;

/** Takes the next event, in the order of the input. The event's texts may be slices of the input: keep copies only. */
export type Emit = (event: TraceEvent) => void;
