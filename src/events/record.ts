/** Which of the unit's outputs a line came from; a pcap is read as a sniffer. */
export const SOURCES = ['wad', 'flow', 'sniffer', 'session', 'config'] as const;
export type Source = (typeof SOURCES)[number];

/**
 * A printed time is an interval, not a point: it is true of every instant in [at, at + width), in epoch
 * microseconds as the printing clock counted them (the zone is not printed, so the text is read as if it were UTC).
 * Flow trace prints whole seconds: width 1e6. A relative stamp counts from the capture's start.
 */
export interface Stamp {
  readonly at: number;
  readonly width: number;
  readonly printed: string;
  readonly relative: boolean;
}

/** Where a record stands: its first line in the decoded input (from 1) and its raw text, which lives one turn only. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Base<S extends Source, K extends string> {
  readonly source: S;
  readonly kind: K;
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
}
