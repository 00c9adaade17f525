import type { FlowEvent, FlowPacket } from '../events.js';
import { shared } from '../net.js';
import type { Captures } from './captures.js';
import { keepAt } from './keep.js';
import type { LegTable, Segment } from './legs.js';
import { hasRoom, sight } from './legs.js';
import type { Kept, Leg, Sighting, Trace } from './timeline.js';

/** Traces whose records may still come: blades and packets interleave, prose interrupts. */
const OPEN = 512;
/** Traces kept per leg: its SYN, four repeats, the answer and the end. */
const PER_LEG = 8;
/** Beyond them, of packets that found their session gone: an hour of traffic may lie before. */
const PER_LEG_LOST = 4;

interface Open {
  /** Only where it prints no flags, and what the kernel does next has to tell its leg. */
  readonly packet: FlowPacket | null;
  trace: Trace | null;
}

export interface TraceFold {
  event(event: FlowEvent): void;
  /** Whether what follows the packet of this trace is kept, or may be. */
  readonly follows: (traceId: number) => boolean;
}

/** Groups flow-trace records by blade and trace id, and puts each packet's way through the kernel on its leg. */
export function createTraceFold(legs: LegTable, captures: Captures): TraceFold {
  const open = new Map<number | string, Open>();

  /** The latest packet of a leg that has its traces. */
  let past: { readonly key: number | string; readonly packet: FlowPacket; readonly leg: Leg } | null = null;

  const keep = (event: FlowEvent): Kept<FlowEvent> => keepAt(event, captures.moment(event));
  /** Null where nothing of it would be kept: it was printed before, or says no more of a leg that is told in full. */
  const start = (packet: FlowPacket, leg: Leg, segment: Segment): Trace | null => {
    const full = leg.traces.length >= PER_LEG;
    if ((full && !hasRoom(leg, segment)) || leg.traces.some((other) => isPrintOf(other, packet))) return null;
    const { tcp } = packet;
    const seen: Sighting = {
      interface: nameOf(packet),
      direction: 'in',
      seq: tcp?.seq,
      ack: tcp?.ack,
      ...captures.moment(packet),
    };
    if (full) {
      sight(leg, segment, seen);
      return null;
    }
    const trace = traceOf(packet, leg, seen);
    sight(leg, segment, trace);
    return trace;
  };

  const traceOf = ({ traceId, src, tcp, vdom, vrf }: FlowPacket, leg: Leg, seen: Sighting): Trace => {
    const forth = leg.initiator === src;
    const trace: Trace = {
      traceId,
      vdom: vdom === undefined ? undefined : shared(vdom),
      vrf,
      src: forth ? leg.initiator : leg.responder,
      dst: forth ? leg.responder : leg.initiator,
      flags: tcp?.flags === undefined ? undefined : shared(tcp.flags),
      messages: [],
      ...seen,
    };
    leg.traces = leg.traces.concat(trace);
    return trace;
  };

  const lost = (key: number | string): Trace | null => {
    if (past?.key !== key) return null;
    const { packet, leg } = past;
    past = null;
    const isFull = leg.traces.length >= PER_LEG + PER_LEG_LOST;
    if (isFull || leg.traces.some((other) => isPrintOf(other, packet))) return null;
    const seen = { direction: 'in', seq: packet.tcp?.seq, ack: packet.tcp?.ack } as const;
    return traceOf(packet, leg, { interface: nameOf(packet), ...seen, ...captures.moment(packet) });
  };

  const packet = (event: FlowPacket): void => {
    const capture = captures.of(event);
    capture.packets += 1;
    if (event.proto !== 6) return;
    const key = keyOf(event);
    const segment = segmentOf(event);
    open.delete(key);
    // Old releases print no flags: what the kernel does next tells whether this was the first packet.
    const leg = event.tcp === undefined ? undefined : legs.find(segment);
    captures.covers(capture, segment, event.interface, leg);
    const trace = leg === undefined ? null : start(event, leg, segment);
    past = trace === null && leg !== undefined ? { key, packet: event, leg } : null;
    if (trace === null && event.tcp !== undefined) return;
    open.set(key, { packet: trace === null ? event : null, trace });
    if (open.size > OPEN) open.delete(open.keys().next().value ?? '');
  };

  const FIRST: ReadonlySet<string> = new Set(['session-new', 'expectation-match', 'drop']);
  return {
    event(event) {
      if (event.kind === 'packet') {
        packet(event);
        return;
      }
      const key = keyOf(event);
      const isLost = event.kind === 'drop' && event.reason === 'no-session-matched';
      const owner = open.get(key) ?? { packet: null, trace: isLost ? lost(key) : null };
      if (owner.trace === null && owner.packet !== null && FIRST.has(event.kind)) {
        const segment: Segment = { ...segmentOf(owner.packet), syn: true, ack: undefined };
        const leg = legs.find(segment);
        owner.trace = leg === undefined ? null : start(owner.packet, leg, segment);
      }
      if (owner.trace !== null) owner.trace.messages = owner.trace.messages.concat(keep(event));
    },
    follows: (traceId) => open.has(traceId),
  };
}

function nameOf({ interface: name }: FlowPacket): string | undefined {
  return name === undefined ? undefined : shared(name);
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
