import { frameWords } from '../dissect/sniffer-words.js';
import { dissectFrame } from '../dissect/frame.js';
import type { SnifferPacket } from '../events/sniffer.js';
import type { Stamp } from '../events/record.js';
import { addressOf, portOf, type Endpoint } from '../net.js';
import { createFrameReader } from './frames.js';
import type { RawFrame } from './frames/record.js';
import type { Sink } from './input.js';

/** Microseconds at the end of the year 9999, the last that fits the printed form. */
const LAST = 253_402_300_800_000_000;

/**
 * pcap and pcapng as the unit's sniffer would have printed them with verbosity 4 (verbosity 1 where no interface is
 * recorded): `line` is the frame number, from 1.
 */
export function createPcapReader(file: string, sink: Sink): { bytes(chunk: Uint8Array): void; end(): void } {
  let frames = 0;
  const reader = createFrameReader({
    frame(raw) {
      frames += 1;
      sink.event(packetEvent(raw, file, frames));
    },
    lied() {
      sink.damaged('bad-capture-length', frames + 1);
    },
  });
  return {
    bytes: (chunk) => {
      reader.bytes(chunk);
    },
    end() {
      if (!reader.end()) sink.damaged('truncated-capture', frames + 1);
    },
  };
}

function packetEvent(raw: RawFrame, file: string, line: number): SnifferPacket {
  const frame = dissectFrame(raw.data, raw.linkType);
  const { proto, src, dst, tcp, payload, length, hops } = frame;
  const direction = raw.direction ?? frame.direction;
  const stamp = stampOf(raw.micros);
  const text = frameWords(frame);
  const words =
    src === undefined || dst === undefined ? text : `${dotted(src)} -> ${dotted(dst)}: ${spaced(text)}`;
  const place = placeOf(raw.interface, direction);
  const printed = stamp === undefined ? '' : `${stamp.printed} `;
  return {
    source: 'sniffer',
    kind: 'packet',
    origin: { file, line, text: `${printed}${place}${words}` },
    stamp,
    interface: raw.interface,
    direction,
    proto,
    src,
    dst,
    peers: undefined,
    tcp,
    text,
    length,
    bytes: raw.data.length,
    hops,
    payload,
    frame: { linkType: raw.linkType, bytes: raw.data },
  };
}

/** A capture on all interfaces may say which way a packet went without saying where. */
function placeOf(name: string | undefined, direction: SnifferPacket['direction']): string {
  if (name === undefined && direction === undefined) return '';
  return `${name ?? 'any'} ${direction ?? '--'} `;
}

/** The sniffer prints the port after a dot, for IPv6 too. */
function dotted(end: Endpoint): string {
  const port = portOf(end);
  return port === null ? end : `${addressOf(end)}.${port}`;
}

/** The unit leaves two blanks before protocols it has no words for. */
function spaced(text: string): string {
  return text.startsWith('ip-proto-') ? ` ${text}` : text;
}

let second = -1;
let secondPrinted = '';

function stampOf(micros: number | undefined): Stamp | undefined {
  if (micros === undefined || micros < 0 || micros >= LAST) return undefined;
  const whole = Math.floor(micros / 1e6);
  if (whole !== second) {
    second = whole;
    secondPrinted = new Date(whole * 1000).toISOString().slice(0, 19).replace('T', ' ');
  }
  const fraction = String(micros - whole * 1e6).padStart(6, '0');
  return { at: micros, width: 1, printed: `${secondPrinted}.${fraction}`, relative: false };
}
