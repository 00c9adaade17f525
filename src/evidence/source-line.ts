import type { Evidence } from '../document.js';

/** A line of the captures as it is printed. Of a frame of a pcap there are several, all under the frame's number. */
export type SourceLine = Evidence;
