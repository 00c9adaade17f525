import type { DropReason } from '../../events/flow.js';
import type { Endpoint } from '../../net.js';
import type { Moment } from './moment.js';

/** What the kernel dropped for one reason, of whatever service. */
export interface DropsOfReason {
  readonly reason: DropReason;
  /** What the kernel says, where that is not listed. */
  readonly words: string | undefined;
  readonly policy: string | undefined;
  /** Lines that say so. */
  lines: number;
  /** The first connections that it befell. */
  readonly connections: DroppedConnection[];
}

export interface DroppedConnection {
  /** Null where only the line of the drop was copied, and not that of its packet. */
  readonly packet: DroppedPacket | null;
  readonly drop: Moment;
  lines: number;
  /** Where a later packet with this source and destination was allowed by a policy. */
  letIn: Moment | null;
}

export interface DroppedPacket {
  readonly proto: number;
  readonly src: Endpoint;
  readonly dst: Endpoint;
  readonly interface: string | undefined;
  readonly vdom: string | undefined;
  /** Of TCP, as printed. */
  readonly flags: string | undefined;
  readonly arrival: Moment;
}
