import type { FlowEvent, FlowPacket } from '../events.js';
import type { Captures } from './captures.js';
import { covers } from './captures.js';
import type { EvidenceStore } from './keep.js';
import { keepEvent } from './keep.js';
import type { LegTable, Segment } from './legs.js';
import { sight } from './legs.js';
import type { Kept, Leg, Trace } from './timeline.js';

/** Traces whose records may still come: blades and packets interleave, prose interrupts. */
const OPEN = 512;
/** Traces kept per leg: its SYN, four repeats, the answer and the end. */
const PER_LEG = 12;

interface Open {
  readonly packet: FlowPacket;
  trace: Trace | null;
  leg: Leg | undefined;
}

export interface TraceFold {
  event(event: FlowEvent): void;
}

/** Groups flow-trace records by blade and trace id, and puts each packet's way through the kernel on its leg. */
export function createTraceFold(legs: LegTable, captures: Captures, store: EvidenceStore): TraceFold {
  const open = new Map<string, Open>();

  const keep = (event: FlowEvent): Kept<FlowEvent> => {
    const moment = captures.moment(event);
    return { ...keepEvent(event, { keep: () => moment.line }), moment };
  };
  const start = (packet: FlowPacket, leg: Leg): Trace | null => {
    const moment = captures.moment(packet);
    const trace: Trace = {
      ...moment,
      ...(keepEvent({ ...packet, messages: [] as never[] }, store) as unknown as Trace),
      line: moment.line,
      interface: packet.interface,
      direction: 'in',
      seq: packet.tcp?.seq,
      ack: packet.tcp?.ack,
      traceId: packet.traceId,
      vdom: packet.vdom,
      vrf: packet.vrf,
      src: leg.initiator === packet.src ? leg.initiator : packet.src,
      dst: packet.dst,
      flags: packet.tcp?.flags,
      messages: [],
    };
    if (leg.traces.some((other) => isSame(other, trace))) return null;
    if (leg.traces.length < PER_LEG) leg.traces.push(trace);
    sight(leg, segmentOf(packet), trace);
    return trace;
  };

  const packet = (event: FlowPacket): void => {
    const capture = captures.of(event);
    capture.packets += 1;
    if (event.proto !== 6) return;
    const key = `${event.blade ?? ''} ${event.traceId}`;
    const segment = segmentOf(event);
    // Old releases print no flags: what the kernel does next tells whether this was the first packet.
    const leg = event.tcp === undefined ? undefined : legs.find(segment);
    covers(capture, event.src, event.dst, event.interface);
    const trace = leg === undefined ? null : start(event, leg);
    open.delete(key);
    if (leg !== undefined && trace === null) return;
    open.set(key, { packet: event, trace, leg });
    if (open.size > OPEN) open.delete(open.keys().next().value ?? '');
  };

  const FIRST: ReadonlySet<string> = new Set(['session-new', 'expectation-match', 'drop']);
  return {
    event(event) {
      if (event.kind === 'packet') {
        packet(event);
        return;
      }
      const owner = open.get(`${event.blade ?? ''} ${event.traceId}`);
      if (owner === undefined) return;
      if (owner.leg === undefined && owner.packet.tcp === undefined && FIRST.has(event.kind)) {
        owner.leg = legs.find({ ...segmentOf(owner.packet), syn: true, ack: undefined });
        owner.trace = owner.leg === undefined ? null : start(owner.packet, owner.leg);
      }
      owner.trace?.messages.push(keep(event));
    },
  };
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
function isSame(a: Trace, b: Trace): boolean {
  return (
    a.traceId === b.traceId &&
    a.src === b.src &&
    a.seq === b.seq &&
    a.flags === b.flags &&
    a.stamp?.printed === b.stamp?.printed
  );
}
