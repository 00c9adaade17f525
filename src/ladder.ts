import type { Origin } from './events/record.js';

/** How an offer went, as sngrep draws a call: who said what to whom, step by step, with the unit in the middle. */
export interface Ladder {
  /** The id of its offer. */
  readonly offer: string;
  /** Client, the unit's interface to the client, the unit's interface to the server, server. */
  readonly lanes: readonly Lane[];
  readonly steps: readonly LadderStep[];
}

export interface Lane {
  readonly name: 'client' | 'unit outside' | 'unit inside' | 'server';
  /** The host's address, or that by which it is known on the other side of the unit. */
  readonly endpoint: string | null;
  /** Of the unit, where a line names it. */
  readonly interface: string | null;
  /** False: no source shows this side, so that no arrow here does not mean that nothing was sent. */
  readonly captured: boolean;
}

/** A word of the control channel, a packet of the data connection, an ICMP error; or what the unit does itself. */
export type LadderKind = 'word' | 'packet' | 'tls' | 'icmp' | 'wad' | 'kernel' | 'listed';

export interface LadderStep {
  /** Microseconds on the reference clock; null where nothing anchors it. */
  readonly at: number | null;
  /** The same as RFC 3339. */
  readonly time: string | null;
  /** False: only the second is known. */
  readonly precise: boolean;
  /** Indexes of lanes. Equal where the unit does something itself. No neighbours: nobody knows on which side it was seen. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly kind: LadderKind;
  /** How often it was sent or done; repeats are one step. */
  readonly count: number;
  /** The step that decides a failed offer. */
  readonly failed: boolean;
  readonly evidence: Origin;
}
