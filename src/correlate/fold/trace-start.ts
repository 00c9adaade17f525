import type { FlowPacket } from '../../events/flow.js';
import { shared } from '../../intern.js';
import type { Captures } from './captures.js';
import { type Segment, addsNothing, keepsAnother, addSighting } from './leg-prints.js';
import type { Leg, Sighting, Trace } from '../model/leg.js';
import type { Capture } from '../model/moment.js';

/** Traces kept per leg: its SYN, four retransmissions, and what each side sends first. */
const MAX_TRACES_PER_LEG = 8;
/** Of these, traces without SYN per sender. */
const MAX_TRACES_PER_SENDER = 2;
/** Further traces per leg for late packets that the kernel treats in a new way: a new session, a pinhole hit, a drop. */
const MAX_LATE_TRACES = 4;

/** A packet on its leg. */
export interface Arrival {
  readonly packet: FlowPacket;
  readonly capture: Capture;
  readonly leg: Leg;
  readonly segment: Segment;
  readonly previous: number | undefined;
  /** As it was on the leg before this packet. */
  readonly untraced: Leg['untraced'];
  /** Of the packet, where it is looked at long after it came. */
  readonly order?: number;
}

/** Begins the trace of a packet's way through the kernel. Null where the packet was printed before. */
export function startTrace(arrival: Arrival, captures: Captures): Trace | null {
  const { packet, leg, segment } = arrival;
  if (isPrinted(packet, leg)) return null;
  const seen = seenAt(packet, captures);
  const trace = newTrace(arrival, { ...seen, order: arrival.order ?? seen.order });
  leg.traces = leg.traces.concat(trace);
  addSighting(leg, segment, trace);
  return trace;
}

/** Where the leg has all the traces it may have, a packet can still add to its prints. */
export function addPrintOnly({ packet, capture, leg, segment }: Arrival, captures: Captures): void {
  if (
    !keepsAnother(leg, segment, capture) ||
    addsNothing(leg, segment, capture, 'in') ||
    isPrinted(packet, leg)
  )
    return;
  addSighting(leg, segment, seenAt(packet, captures));
}

function seenAt(packet: FlowPacket, captures: Captures): Sighting {
  const { tcp, interface: name } = packet;
  return {
    interface: name === undefined ? undefined : shared(name),
    direction: 'in',
    seq: tcp?.seq,
    ack: tcp?.ack,
    ...captures.keepMoment(packet),
  };
}

function newTrace({ packet, capture, leg, previous }: Arrival, seen: Sighting): Trace {
  const { traceId, tcp, vdom, vrf } = packet;
  const forth = leg.initiator === packet.src;
  return {
    traceId,
    vdom: vdom === undefined ? undefined : shared(vdom),
    vrf,
    src: forth ? leg.initiator : leg.responder,
    dst: forth ? leg.responder : leg.initiator,
    flags: tcp?.flags === undefined ? undefined : shared(tcp.flags),
    messages: [],
    behindGap: capture.behindGap,
    previous,
    ...seen,
  };
}

/** Whether a late packet that the kernel treats in a new way cannot get a trace either. */
export function isFullForLate({ traces }: Leg): boolean {
  return traces.length >= MAX_TRACES_PER_LEG + MAX_LATE_TRACES;
}

/** Whether the leg has as many traces as are kept for such a packet. */
export function isFull({ traces }: Leg, { syn, src }: Segment): boolean {
  if (traces.length >= MAX_TRACES_PER_LEG) return true;
  if (syn) return false;
  let ofSender = 0;
  for (const trace of traces) if (trace.src === src && !hasSyn(trace)) ofSender += 1;
  return ofSender >= MAX_TRACES_PER_SENDER;
}

function hasSyn({ flags }: Trace): boolean {
  return flags?.includes('S') ?? true;
}

/** A log pasted twice repeats its trace ids; a retransmission gets a new one. */
function isPrinted({ traceId, src, tcp, stamp }: FlowPacket, { traces }: Leg): boolean {
  return traces.some(
    (trace) =>
      trace.traceId === traceId &&
      trace.src === src &&
      trace.seq === tcp?.seq &&
      trace.flags === tcp?.flags &&
      trace.stamp?.printed === stamp?.printed,
  );
}
