import type { FlowEvent, FlowPacket } from '../events/flow.js';
import type { SnifferPacket } from '../events/sniffer.js';
import type { Endpoint } from '../net.js';

/** What the kernel decided about packets, by their sequence numbers, as a flow trace tells it. */
export interface KernelDecisions {
  readonly event: (event: FlowEvent) => void;
  readonly of: (packet: SnifferPacket) => readonly string[];
  /** There were more packets with decisions than are remembered. */
  readonly isCut: () => boolean;
}

interface Decided {
  readonly src: Endpoint;
  readonly dst: Endpoint;
  readonly isSyn: boolean;
  readonly said: string[];
}

/** Traces whose records may still come, and packets in all: a long capture must not fill the memory. */
const MOST_OPEN = 1000;
const MOST_PACKETS = 200_000;

export function createKernelDecisions(): KernelDecisions {
  const bySequence = new Map<number, Decided[]>();
  const open = new Map<string, { packet: FlowPacket; decided: Decided | undefined }>();
  let packets = 0;
  let isCut = false;

  function add(key: string, said: string): void {
    const trace = open.get(key);
    if (trace?.packet.tcp === undefined) return;
    const { src, dst, tcp } = trace.packet;
    if (trace.decided === undefined) {
      isCut ||= packets >= MOST_PACKETS;
      if (isCut) return;
      packets += 1;
      trace.decided = { src, dst, isSyn: tcp.flags.includes('S'), said: [] };
      const same = bySequence.get(tcp.seq);
      if (same === undefined) bySequence.set(tcp.seq, [trace.decided]);
      else same.push(trace.decided);
    }
    if (!trace.decided.said.includes(said)) trace.decided.said.push(said);
  }

  return {
    event(event) {
      const key = `${event.traceId} ${event.blade ?? ''} ${event.origin.file}`;
      if (event.kind === 'packet') {
        open.delete(key);
        open.set(key, { packet: event, decided: undefined });
        const [oldest] = open.keys();
        if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
        return;
      }
      const said = inWords(event);
      if (said !== undefined) add(key, said);
    },
    of({ src, dst, tcp }) {
      if (tcp?.seq === undefined) return [];
      const same = bySequence.get(tcp.seq) ?? [];
      // Translation changes the addresses of one end. A number alone may be that of another connection.
      return same
        .filter((one) => one.isSyn === tcp.syn && (one.src === src || one.dst === dst))
        .flatMap(({ said }) => said);
    },
    isCut: () => isCut,
  };
}

function inWords(event: FlowEvent): string | undefined {
  switch (event.kind) {
    case 'expectation-match':
      return `EXP hit: expectation of session ${event.sessionId}`;
    case 'nat':
      return `${event.nat.toUpperCase()} ${event.from} -> ${event.to}`;
    case 'vip':
      return `VIP -> ${event.mapped}`;
    case 'policy-allow':
      return `Allowed by policy ${event.policy}`;
    case 'drop':
      return `Dropped: ${event.words ?? event.reason}${event.policy === undefined ? '' : `, policy ${event.policy}`}`;
    default:
      return undefined;
  }
}
