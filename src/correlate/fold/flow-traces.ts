import type { Interest } from '../../events/interest.js';
import type { FlowEvent, FlowPacket } from '../../events/flow.js';
import { shared } from '../../intern.js';
import type { Captures } from './captures.js';
import { keepAt } from './evidence-store.js';
import { type LegTable, type Segment, addsNothing, hasRoom, addSighting } from './leg-table.js';
import type { Leg, Sighting, Trace } from '../model/leg.js';
import type { Capture, Kept } from '../model/moment.js';

/** Traces that still wait for records, because blades and packets interleave. Beyond it the oldest is closed. */
const MAX_OPEN_TRACES = 512;
/** Traces kept per leg: its SYN, four retransmissions, and what each side sends first. */
const MAX_TRACES_PER_LEG = 8;
/** Of these, traces without SYN per sender. */
const MAX_TRACES_PER_SENDER = 2;
/** Further traces per leg for late packets that the kernel treats in a new way: a new session, a pinhole hit, a drop. */
const MAX_LATE_TRACES = 4;
/** Packets that so far go the same way as those before them. Few, because each keeps its input chunk in memory. */
const MAX_PASSING = 32;

interface Open {
  /** Only of releases that print no TCP flags: what the kernel does next tells whether it was a SYN. */
  readonly packet: FlowPacket | null;
  readonly capture: Capture;
  trace: Trace | null;
}

/** A packet on its leg. */
interface Arrival {
  readonly packet: FlowPacket;
  readonly capture: Capture;
  readonly leg: Leg;
  readonly segment: Segment;
  readonly previous: number | undefined;
}

export interface TraceFold {
  event(event: FlowEvent): void;
  /** Which records that follow the packet of this trace are wanted. */
  readonly wantedOf: Interest['trace'];
}

/** Groups flow-trace records by blade and trace id, and puts each packet's way through the kernel on its leg. */
export function createTraceFold(legs: LegTable, captures: Captures): TraceFold {
  const open = new Map<number | string, Open>();
  const passing = new Map<number | string, Arrival>();

  const keep = (event: FlowEvent): Kept<FlowEvent> => keepAt(event, captures.keepMoment(event));
  /** Null where the packet adds no trace: it was printed before, or its leg has all the traces it may have. */
  const start = ({ packet, capture, leg, segment, previous }: Arrival, full: boolean): Trace | null => {
    if (full && (!hasRoom(leg, segment) || addsNothing(leg, segment, capture, 'in'))) return null;
    if (leg.traces.some((other) => isPrintOf(other, packet))) return null;
    const { traceId, tcp, vdom, vrf, interface: name } = packet;
    const seen: Sighting = {
      interface: name === undefined ? undefined : shared(name),
      direction: 'in',
      seq: tcp?.seq,
      ack: tcp?.ack,
      ...captures.keepMoment(packet),
    };
    if (full) {
      addSighting(leg, segment, seen);
      return null;
    }
    const forth = leg.initiator === packet.src;
    const trace: Trace = {
      traceId,
      vdom: vdom === undefined ? undefined : shared(vdom),
      vrf,
      src: forth ? leg.initiator : leg.responder,
      dst: forth ? leg.responder : leg.initiator,
      flags: tcp?.flags === undefined ? undefined : shared(tcp.flags),
      messages: [],
      previous,
      ...seen,
    };
    leg.traces = leg.traces.concat(trace);
    addSighting(leg, segment, trace);
    return trace;
  };

  const packet = (event: FlowPacket): void => {
    const capture = captures.captureOf(event);
    capture.packets += 1;
    if (event.proto !== 6) return;
    const key = keyOf(event);
    const segment = segmentOf(event);
    open.delete(key);
    passing.delete(key);
    // Old releases print no flags: what the kernel does next tells whether this was the first packet.
    const leg = event.tcp === undefined ? undefined : legs.find(segment);
    captures.noteCoverage(capture, segment, event.interface, leg);
    if (leg === undefined) {
      if (event.tcp === undefined) put(open, MAX_OPEN_TRACES, key, { packet: event, capture, trace: null });
      return;
    }
    const previous = leg.lastTraceIn === capture ? leg.lastTraceAt : undefined;
    leg.lastTraceIn = capture;
    leg.lastTraceAt = event.stamp?.at;
    const arrival = { packet: event, capture, leg, segment, previous };
    const full = isFull(leg, segment);
    const trace = start(arrival, full);
    if (trace !== null) put(open, MAX_OPEN_TRACES, key, { packet: null, capture, trace });
    else if (full) put(passing, MAX_PASSING, key, arrival);
  };
  /** A packet in the middle of a connection turns out to be treated differently from those before it: it gets a trace. */
  const depart = (key: number | string): Open | undefined => {
    const passed = passing.get(key);
    if (passed === undefined) return undefined;
    passing.delete(key);
    if (passed.leg.traces.length >= MAX_TRACES_PER_LEG + MAX_LATE_TRACES) return undefined;
    const trace = start(passed, false);
    const departed = { packet: null, capture: passed.capture, trace };
    if (trace !== null) put(open, MAX_OPEN_TRACES, key, departed);
    return departed;
  };
  return {
    event(event) {
      if (event.kind === 'packet') {
        packet(event);
        return;
      }
      const key = keyOf(event);
      const owner = open.get(key) ?? (FIRST.has(event.kind) ? depart(key) : undefined);
      if (owner === undefined) return;
      if (owner.trace === null && owner.packet !== null && FIRST.has(event.kind)) {
        const segment: Segment = { ...segmentOf(owner.packet), syn: true, ack: undefined };
        const { packet, capture } = owner;
        const leg = legs.find(segment);
        if (leg !== undefined)
          owner.trace = start({ packet, capture, leg, segment, previous: undefined }, isFull(leg, segment));
      }
      if (owner.trace !== null) owner.trace.messages = owner.trace.messages.concat(keep(event));
    },
    wantedOf(traceId) {
      if (open.has(traceId)) return 'all';
      return passing.has(traceId) ? 'unusual' : 'none';
    },
  };
}

/** Records that the kernel prints for the first packet of a session and for one that it drops. */
const FIRST: ReadonlySet<string> = new Set(['session-new', 'expectation-match', 'drop']);

/** Whether the leg has as many traces as are kept for such a packet. */
function isFull({ traces }: Leg, { syn, src }: Segment): boolean {
  if (traces.length >= MAX_TRACES_PER_LEG) return true;
  return (
    !syn && traces.filter((trace) => trace.src === src && !hasSyn(trace)).length >= MAX_TRACES_PER_SENDER
  );
}

function hasSyn({ flags }: Trace): boolean {
  return flags?.includes('S') ?? true;
}

/** Beyond the limit the oldest is removed. */
function put<T>(map: Map<number | string, T>, limit: number, key: number | string, value: T): void {
  map.set(key, value);
  if (map.size > limit) map.delete(map.keys().next().value ?? '');
}

function keyOf({ blade, traceId }: FlowEvent): number | string {
  return blade === undefined ? traceId : `${blade} ${traceId}`;
}

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

/** A log pasted twice repeats its trace ids; a retransmission gets a new one. */
function isPrintOf(trace: Trace, packet: FlowPacket): boolean {
  return (
    trace.traceId === packet.traceId &&
    trace.src === packet.src &&
    trace.seq === packet.tcp?.seq &&
    trace.flags === packet.tcp?.flags &&
    trace.stamp?.printed === packet.stamp?.printed
  );
}
