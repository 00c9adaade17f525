import { ownStamp } from '../../events/micros-stamp.js';
import type { Interest } from '../../events/interest.js';
import type { FlowEvent, FlowPacket } from '../../events/flow.js';
import type { Endpoint } from '../../net.js';
import type { Captures } from './captures.js';
import { keepAt } from './evidence-store.js';
import { knownPair } from './known-pair.js';
import type { Segment } from './leg-prints.js';
import type { LegTable } from './leg-table.js';
import { createOpenTraces, traceKeyOf, type OpenTraces, type TraceKey } from './open-traces.js';
import { createUntoldFold } from './untold-packets.js';
import { type Arrival, addPrintOnly, isFull, isFullForLate, startTrace } from './trace-start.js';
import type { Leg, Trace } from '../model/leg.js';
import type { Capture } from '../model/moment.js';

/** Packets that so far go the same way as those before them. Few, because each keeps its input chunk in memory. */
const MAX_PASSING = 32;
const TCP = 6;

export interface TraceFold {
  event(event: FlowEvent): void;
  /** Notes a packet if it is of another service, so that it makes no leg; false: it may be more than that. */
  passes(packet: FlowPacket): boolean;
  /** Which records that follow the packet of this trace are wanted. */
  readonly wantedOf: Interest['trace'];
  readonly closeUntold: OpenTraces['closeUntold'];
}

/** Groups flow-trace records by blade and trace id, and puts each packet's way through the kernel on its leg. */
export function createTraceFold(legs: LegTable, captures: Captures): TraceFold {
  const open = createOpenTraces(createUntoldFold(legs, captures), captures.eventsSoFar);
  const passing = new Map<TraceKey, Arrival>();

  const close = (key: TraceKey): void => {
    open.close(key);
    passing.delete(key);
  };
  const onPacket = (packet: FlowPacket): void => {
    const capture = arrivalOf(packet, captures, close);
    if (packet.proto !== TCP) return;
    const key = traceKeyOf(packet);
    const segment = segmentOf(packet);
    // Old releases print no flags: what the kernel does next tells whether this was the first packet.
    const known = packet.peers && knownPair(packet.peers);
    const leg = packet.tcp === undefined ? undefined : legs.find(segment, known);
    captures.noteCoverage(capture, packet, leg ?? known);
    if (packet.tcp === undefined) open.begin(key, { packet, capture, trace: null });
    if (leg === undefined) return;
    const arrival = arrivalOn(leg, packet, segment, capture);
    const trace = traceOf(arrival, captures);
    if (trace === 'full') {
      pass(passing, key, arrival);
      noteUntraced(leg, packet.src, captures.eventsSoFar());
    } else if (trace !== null) open.begin(key, { packet: null, capture, trace });
  };
  /** A packet in the middle of a connection turns out to be treated differently from those before it: it gets a trace. */
  const traceAfterAll = (key: TraceKey): void => {
    const arrival = passing.get(key);
    if (arrival === undefined) return;
    passing.delete(key);
    const trace = startLate(arrival, captures);
    if (trace !== null) open.begin(key, { packet: null, capture: arrival.capture, trace });
  };
  return {
    event(event) {
      if (event.kind === 'packet') {
        onPacket(event);
        return;
      }
      captures.captureOf(event);
      const isFirst = FIRST.has(event.kind);
      const key = traceKeyOf(event);
      if (isFirst && !open.has(key)) traceAfterAll(key);
      const owner = open.continued(key, event.kind);
      if (owner === undefined) return;
      if ((isFirst || event.kind === 'policy-allow') && owner.packet !== null)
        owner.trace ??= traceOfSyn(owner.packet, owner.capture, legs, captures);
      if (owner.trace !== null) addMessage(owner.trace, keepAt(event, captures.keepMoment(event)));
    },
    passes(packet) {
      const known = packet.peers && knownPair(packet.peers);
      if (!legs.isOther(packet, known)) return false;
      captures.noteCoverage(arrivalOf(packet, captures, close), packet, known);
      return true;
    },
    wantedOf(traceId) {
      if (open.has(traceId)) return 'all';
      return passing.has(traceId) ? 'unusual' : 'verdict';
    },
    closeUntold: open.closeUntold,
  };
}

/** The capture that shows a packet; of a TCP packet the trace that had its id before is closed. */
function arrivalOf(packet: FlowPacket, captures: Captures, close: (key: TraceKey) => void): Capture {
  const capture = captures.captureOf(packet);
  capture.packets += 1;
  noteGap(capture, packet, captures.eventsSoFar());
  if (packet.proto === TCP) close(traceKeyOf(packet));
  return capture;
}

/** The kernel counts the packets that it traces: a number that is left out is a packet whose print is lost. */
function noteGap(capture: Capture, { traceId, blade, stamp }: FlowPacket, order: number): void {
  const { lastTraceId: last = traceId } = capture;
  // Traces keep it, so its stamp must not keep the input in memory.
  if (traceId > last + 1 && blade === undefined)
    capture.behindGap = { capture, stamp: stamp && ownStamp(stamp), order };
  capture.lastTraceId = traceId;
}

function arrivalOn(leg: Leg, packet: FlowPacket, segment: Segment, capture: Capture): Arrival {
  const previous = leg.lastTraceIn === capture ? leg.lastTraceAt : undefined;
  leg.lastTraceIn = capture;
  leg.lastTraceAt = packet.stamp?.at;
  return { packet, capture, leg, segment, previous, untraced: leg.untraced };
}

function pass(passing: Map<TraceKey, Arrival>, key: TraceKey, arrival: Arrival): void {
  passing.set(key, arrival);
  if (passing.size > MAX_PASSING) passing.delete(passing.keys().next().value ?? '');
}

function startLate(arrival: Arrival, captures: Captures): Trace | null {
  const { leg, untraced } = arrival;
  leg.untraced = untraced;
  return isFullForLate(leg) ? null : startTrace(arrival, captures);
}

/** Of one packet; a kernel that prints more has printed them all under one trace id. */
const MOST_EXACT = 32;

/** A list that grows keeps room for more, which most of the many traces would never use. */
function addMessage(trace: Trace, message: Trace['messages'][number]): void {
  if (trace.messages.length < MOST_EXACT) trace.messages = trace.messages.concat(message);
  else trace.messages.push(message);
}

/** A packet printed without flags turns out to be the first one of its connection. */
function traceOfSyn(packet: FlowPacket, capture: Capture, legs: LegTable, captures: Captures): Trace | null {
  const segment: Segment = { ...segmentOf(packet), syn: true, ack: undefined };
  const leg = legs.find(segment);
  if (leg === undefined) return null;
  const trace = traceOf(
    { packet, capture, leg, segment, previous: undefined, untraced: leg.untraced },
    captures,
  );
  return trace === 'full' ? null : trace;
}

/** `full`: the leg has all the traces it may have, so that the packet only added a print, if that. */
function traceOf(arrival: Arrival, captures: Captures): Trace | 'full' | null {
  if (!isFull(arrival.leg, arrival.segment)) return startTrace(arrival, captures);
  addPrintOnly(arrival, captures);
  return 'full';
}

function noteUntraced(leg: Leg, src: Endpoint, order: number): void {
  const { initiator, responder } = leg.untraced;
  leg.untraced = src === leg.initiator ? { initiator: order, responder } : { initiator, responder: order };
}

/** Records that the kernel prints for the first packet of a session and for one that it drops. */
const FIRST: ReadonlySet<string> = new Set(['session-new', 'expectation-match', 'drop']);

function segmentOf(packet: FlowPacket): Segment {
  const flags = packet.tcp?.flags ?? 'S';
  return {
    src: packet.src,
    dst: packet.dst,
    syn: flags.includes('S'),
    fin: flags.includes('F'),
    rst: flags.includes('R'),
    seq: packet.tcp?.seq,
    ack: flags.includes('.') ? packet.tcp?.ack : undefined,
    data: flags.includes('P'),
  };
}
