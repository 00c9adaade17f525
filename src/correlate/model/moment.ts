import type { Losses } from '../../events/losses.js';
import type { Origin, Source, Stamp } from '../../events/record.js';

/** Which clock printed something, when, and its place in the order of reading. */
export interface Instant {
  readonly capture: Capture;
  readonly stamp: Stamp | undefined;
  readonly order: number;
}

/** A printed moment, and where it was printed. */
export interface Moment extends Instant {
  readonly line: Origin;
  /** Where a packet was printed, and which way it went there: of words that were read from bytes. */
  readonly interface?: string | undefined;
  readonly direction?: 'in' | 'out' | undefined;
}

/** An event that is kept, and where it was printed. */
export type Kept<E> = E & { readonly moment: Moment };

/** One source in one file: it has one clock and shows a part of the world. */
export interface Capture {
  readonly source: Source;
  readonly file: string;
  first: Stamp | undefined;
  last: Stamp | undefined;
  lastOrder: number;
  /** Packets shown by a flow trace, which stops at the count given to `diagnose debug flow trace start`. */
  packets: number;
  /** The id of a flow trace's latest packet, and the first one behind ids that are not there. */
  lastTraceId: number | undefined;
  behindGap: Instant | undefined;
  /** Interfaces that it was told to capture or demonstrably shows. */
  readonly interfaces: Set<string>;
  /** `filters=[…]`, where a preamble says it. */
  readonly filters: (Moment & { readonly filter: string })[];
  /** `N packets received by filter`, at the end of a sniffer's output. */
  readonly received: (Moment & { readonly count: number })[];
  /** `N packets dropped by kernel`: so many are missing, and nobody knows which. */
  lost?: number;
  /** Of the file that it stands in. */
  readonly losses?: Losses | undefined;
  /** Host pairs shown on some port that is no control port: "a b". */
  readonly dataPairs: Set<string>;
  /** Host pairs shown at all. */
  readonly pairs: Set<string>;
  /** Hosts that were shown to send what comes in: a capture of one direction shows nobody of the other. */
  readonly senders: Set<string>;
  clock: Clock | undefined;
  /**
   * Hop limit of what a host sends, by its address, where no direction is printed: it falls by one where a unit passes
   * a packet on. Null where it varies.
   */
  readonly hops: Map<string, number | null>;
}

/** `offset` = this clock's stamp minus the reference's, in microseconds; true within `uncertainty` either way. */
export interface Clock {
  readonly capture: Capture;
  readonly reference: boolean;
  readonly offset: number;
  readonly uncertainty: number;
  readonly zoneSeconds: number | null;
  readonly method: 'syn-sequence' | 'tuple' | 'assumed' | 'given';
  readonly proof: readonly (readonly [Origin, Origin])[];
}

/** A stretch of a capture in which no new control channel was learned, so that coverage noted once stays valid. */
export type Epoch = symbol;
