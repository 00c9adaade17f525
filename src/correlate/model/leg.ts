import type { FlowEvent, Origin, PayloadPlain, PayloadTls, Source, Stamp } from '../../events/events.js';
import type { Endpoint } from '../../net.js';
import type { Bulk } from '../fold/retransmissions.js';

/** A printed moment: which clock printed it, where, and its place in the order of reading. */
export interface Moment {
  readonly capture: Capture;
  readonly stamp: Stamp | undefined;
  readonly order: number;
  readonly line: Origin;
}

/** One source in one file: it has one clock and shows a part of the world. */
export interface Capture {
  readonly source: Source;
  readonly file: string;
  first: Stamp | undefined;
  last: Stamp | undefined;
  lastOrder: number;
  /** Packets shown: of a flow trace it stops at the count that was asked for. */
  packets: number;
  /** Interfaces that it was told to capture or demonstrably shows. */
  readonly interfaces: Set<string>;
  /** `filters=[…]`, where a preamble says it. */
  readonly filters: (Moment & { readonly filter: string })[];
  /** `N packets received by filter`, at the end of a sniffer's output. */
  readonly received: (Moment & { readonly count: number })[];
  /** Host pairs shown on some port that is no control port: "a b". */
  readonly dataPairs: Set<string>;
  /** Host pairs shown at all. */
  readonly pairs: Set<string>;
  clock: Clock | undefined;
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
  /** Log time of the packet before it on its leg in the same capture, in microseconds, where there was one. */
  readonly previous: number | undefined;
}
export type Kept<E> = E & { readonly moment: Moment };

/** A time in which nothing was learned that lets earlier packets appear in another light. */
export type Epoch = symbol;

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
  bulk: Bulk | null;
  /** The place of its latest packet in the order of reading, whether that was kept or not. */
  latest: number;
  /** What was shown of it since then is noted already. */
  shown: Epoch | undefined;
  /** The flow trace that printed its latest packet, and when, in microseconds of its log time. */
  tracedIn: Capture | undefined;
  tracedAt: number | undefined;
  /** The sniffer that printed its latest data, and when, in microseconds of its log time. */
  saidIn: Capture | undefined;
  saidAt: number;
}
export interface End extends Sighting {
  readonly type: 'fin' | 'rst';
  readonly by: 'initiator' | 'responder';
}
