import { u32, u8 } from './bytes.js';
import type { Frame } from './frame-model.js';

export type TcpPart = Pick<Frame, 'tcp' | 'payload' | 'length'>;

const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;

/** `end`: where the IP header says that the packet ends, perhaps beyond what was captured. */
export function dissectTcp(bytes: Uint8Array, at: number, end: number): TcpPart {
  // The flags are the last field needed: a header cut after them still tells what the packet did.
  if (Math.min(end, bytes.length) < at + 14) return { tcp: undefined, payload: undefined, length: undefined };
  const flags = u8(bytes, at + 13);
  const start = at + (u8(bytes, at + 12) >> 4) * 4;
  const payload = start >= at + 20 ? bytes.subarray(start, end) : undefined;
  return {
    tcp: {
      syn: (flags & SYN) !== 0,
      fin: (flags & FIN) !== 0,
      rst: (flags & RST) !== 0,
      psh: (flags & PSH) !== 0,
      seq: u32(bytes, at + 4),
      ack: (flags & ACK) === 0 ? undefined : u32(bytes, at + 8),
    },
    payload: payload === undefined || payload.length === 0 ? undefined : payload,
    length: start >= at + 20 ? Math.max(0, end - start) : undefined,
  };
}

/** As the sniffer prints it: `syn 1 ack 2`, `ack 2`, `psh 1 ack 2`, `fin 1 ack 2`, `rst 1`. */
export function tcpWords(tcp: NonNullable<Frame['tcp']>): string {
  const flags = (['syn', 'fin', 'rst', 'psh'] as const).filter((flag) => tcp[flag]);
  // A FIN is printed as such, pushed or not; only syn, ack and psh lines were seen in real output.
  const shown = flags.length > 1 ? flags.filter((flag) => flag !== 'psh') : flags;
  const first = shown.length === 0 ? '' : `${shown.join(' ')} ${tcp.seq}`;
  const ack = tcp.ack === undefined ? '' : `ack ${tcp.ack}`;
  return [first, ack].filter((words) => words !== '').join(' ');
}
