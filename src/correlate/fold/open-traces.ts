import type { FlowEvent, FlowPacket } from '../../events/flow.js';
import type { Trace } from '../model/leg.js';
import type { Capture } from '../model/moment.js';
import type { UntoldPacket } from './untold-packets.js';

/** Traces that still wait for records, because blades and packets interleave. Beyond it the oldest is closed. */
const MAX_OPEN_TRACES = 512;

/** By trace id, and by blade where a chassis prints it. */
export type TraceKey = number | string;

export function traceKeyOf({ blade, traceId }: FlowEvent): TraceKey {
  return blade === undefined ? traceId : `${blade} ${traceId}`;
}

interface Begun {
  /**
   * Only of releases that print no TCP flags: what the kernel does next tells whether it was a SYN, and it is none once
   * it is found in a session.
   */
  packet: FlowPacket | null;
  readonly capture: Capture;
  trace: Trace | null;
}

interface Open extends Begun {
  /** Of the packet. */
  readonly order: number;
  /** A record followed the packet. */
  isTold: boolean;
}

export interface OpenTraces {
  readonly has: (key: TraceKey) => boolean;
  readonly begin: (key: TraceKey, begun: Begun) => void;
  /** The trace that a record continues. */
  readonly continued: (key: TraceKey, kind: FlowEvent['kind']) => Open | undefined;
  readonly close: (key: TraceKey) => void;
  /** Closes packets that no record has followed, but for the latest line, whose records may still come. */
  readonly closeUntold: () => void;
}

/** `foldUntold` gets the packets without flags that are closed before any record has followed them. */
export function createOpenTraces(foldUntold: (untold: UntoldPacket) => void, now: () => number): OpenTraces {
  const open = new Map<TraceKey, Open>();
  const close = (key: TraceKey): void => {
    const owner = open.get(key);
    open.delete(key);
    if (owner !== undefined && isUntold(owner)) foldUntold(owner);
  };
  return {
    has: (key) => open.has(key),
    begin(key, { packet, capture, trace }) {
      open.set(key, { packet, capture, trace, order: now(), isTold: false });
      const oldest = open.size > MAX_OPEN_TRACES ? open.keys().next().value : undefined;
      if (oldest !== undefined) close(oldest);
    },
    continued(key, kind) {
      const owner = open.get(key);
      if (owner === undefined) return undefined;
      owner.isTold = true;
      if (kind === 'session-match') owner.packet = null;
      return owner;
    },
    close,
    closeUntold() {
      for (const [key, owner] of open)
        if (isUntold(owner) && owner.capture.lastOrder > owner.order) close(key);
    },
  };
}

function isUntold(owner: Open): owner is Open & UntoldPacket {
  return owner.packet !== null && !owner.isTold;
}
