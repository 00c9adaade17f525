import type { Block } from '../../events/line-block.js';
import type { FlowPacket } from '../../events/flow.js';
import type { Origin } from '../../events/record.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A packet in an object that is used again: most packets are of other services, and nobody asks for their text. */
export interface PassingPacket extends Writable<FlowPacket> {
  readonly origin: PassingOrigin;
  readonly tcp: { flags: string; seq: number; ack: number; window: number };
}

interface PassingOrigin extends Writable<Origin> {
  readonly stands: (file: string, line: number, block: Block, start: number, end: number) => void;
  /** Makes its text while its block is there. */
  readonly keep: () => void;
}

export function newPassingPacket(): PassingPacket {
  return {
    kind: 'packet',
    source: 'flow',
    origin: newOrigin(),
    stamp: undefined,
    traceId: 0,
    blade: undefined,
    vdom: undefined,
    vrf: undefined,
    proto: 6,
    src: '',
    dst: '',
    peers: undefined,
    interface: undefined,
    tunnelId: undefined,
    tcp: { flags: '', seq: 0, ack: 0, window: 0 },
    icmp: undefined,
  };
}

function newOrigin(): PassingOrigin {
  let made = '';
  let block: Block | undefined;
  let [start, end] = [0, 0];
  const origin = {
    file: '',
    line: 0,
    get text() {
      origin.keep();
      return made;
    },
    stands(file: string, line: number, of: Block, from: number, to: number) {
      origin.file = file;
      origin.line = line;
      block = of;
      [start, end] = [from, to];
    },
    keep() {
      if (block !== undefined) made = block.slice(start, end);
      block = undefined;
    },
  };
  return origin;
}

/** As an event of its own, for somebody who wants it. */
export function eventOf(packet: PassingPacket): FlowPacket {
  const { traceId, vdom, vrf, src, dst, peers, interface: name, tunnelId, tcp, stamp, origin } = packet;
  return {
    kind: 'packet',
    source: 'flow',
    origin: { file: origin.file, line: origin.line, text: origin.text },
    stamp,
    traceId,
    blade: undefined,
    vdom,
    vrf,
    proto: 6,
    src,
    dst,
    peers,
    interface: name,
    tunnelId,
    tcp: { flags: tcp.flags, seq: tcp.seq, ack: tcp.ack, window: tcp.window },
    icmp: undefined,
  };
}
