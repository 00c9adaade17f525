import type { PayloadPlain, PayloadTls } from '../../events/payload.js';
import type { FlowEvent } from '../../events/flow.js';
import type { Endpoint } from '../../net.js';
import type { Capture, Epoch, Kept, Moment } from './moment.js';

/** One print of a packet: by the sniffer at an interface, or by the flow trace on arrival (always `in`). */
export interface Sighting extends Moment {
  readonly interface: string | undefined;
  readonly direction: 'in' | 'out' | undefined;
  readonly seq: number | undefined;
  readonly ack: number | undefined;
}

/** One packet's way through the kernel, as the flow trace tells it. */
export interface Trace extends Sighting {
  readonly traceId: number;
  readonly vdom: string | undefined;
  readonly vrf: number | undefined;
  readonly src: Endpoint;
  readonly dst: Endpoint;
  readonly flags: string | undefined;
  messages: Kept<FlowEvent>[];
  /** The latest packet before which the trace lacks some. */
  readonly behindGap: Capture['behindGap'];
  /** Log time of the packet before it on its leg in the same capture, in microseconds, where there was one. */
  readonly previous: number | undefined;
}

/** One TCP connection as it is on the wire at one side of the unit: the tuple and the SYN's sequence number. */
export interface Leg {
  readonly initiator: Endpoint;
  readonly responder: Endpoint;
  isn: number | undefined;
  syns: readonly Sighting[];
  synAcks: readonly Sighting[];
  /** First packets after the handshake, per sender. */
  initiatorAcks: readonly Sighting[];
  initiatorData: readonly Sighting[];
  responderData: readonly Sighting[];
  ends: readonly End[];
  traces: readonly Trace[];
  tls: readonly Kept<PayloadTls>[];
  /** Sides whose first bytes are no TLS. */
  plain: readonly Kept<PayloadPlain>[];
  /** Null until a large segment is seen. */
  largeSegments: LargeSegments | null;
  /** What its senders say with bytes or end with, by the place that shows it. */
  passages: readonly Passage[];
  /** `order` of its latest packet, kept or not. */
  latestOrder: number;
  /** The epoch in which the coverage it shows was noted. */
  coveredIn: Epoch | undefined;
  coveredFrom: Endpoint | null | undefined;
  /** `order` of the latest packet of each sender that the flow trace shows treated as those before it; -1: none. */
  untraced: { initiator: number; responder: number };
  /** The flow trace that printed its latest packet, and that packet's log time in microseconds. */
  lastTraceIn: Capture | undefined;
  lastTraceAt: number | undefined;
  /** The sniffer that printed its latest data, and that packet's log time in microseconds. */
  lastDataIn: Capture | undefined;
  lastDataAt: number;
}

export interface End extends Sighting {
  readonly type: 'fin' | 'rst';
  readonly by: 'initiator' | 'responder';
}

/** A large segment that its sender repeats and that nobody has acknowledged. */
export interface Stuck {
  readonly by: 'initiator' | 'responder';
  readonly seq: number;
  readonly length: number;
  /** Its repetitions, at one place. */
  readonly prints: Sighting[];
}

/** One sender's large segments as one interface shows them in one direction. */
export interface LargeSegmentWay {
  readonly by: Stuck['by'];
  readonly interface: string | undefined;
  /** The sequence number after its latest large segment. */
  next: number;
  /** Log time of the latest one, in microseconds; a log that was pasted twice goes back. */
  at: number;
  stuck: Stuck | null;
}

/** What one sender says at one place: an interface of a capture, on the way in or out. */
export interface Passage {
  readonly by: Stuck['by'];
  readonly capture: Capture;
  readonly interface: string | undefined;
  readonly direction: Sighting['direction'];
  /** Number of its latest new segment. */
  top: number;
  /** When the latest was printed, in microseconds of log time: a log that was pasted twice goes back. */
  at: number;
  /** Of its latest segments, in turn: number, log time. A full list goes round: the next takes the oldest one's place. */
  readonly lately: number[];
  /** Where in `lately` the next segment goes. */
  next: number;
  /** The first segment that is repeated here and that the other side never acknowledged. */
  repeated: Repeated | null;
}

/** Repetitions of one segment at one place, the first ones and the latest. */
export interface Repeated {
  readonly seq: number;
  readonly fin: boolean;
  /** Log time of its first print, if that is known. */
  readonly firstAt: number | undefined;
  readonly prints: readonly Sighting[];
}

/** The large segments of a connection, by sender, interface, direction and file. */
export interface LargeSegments {
  readonly ways: Map<string, LargeSegmentWay>;
}
