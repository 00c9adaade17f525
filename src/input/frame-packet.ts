import type { Frame } from '../dissect/frame-model.js';
import { frameWords } from '../dissect/sniffer-words.js';
import { MicrosStamp } from '../events/micros-stamp.js';
import type { Origin, Stamp } from '../events/record.js';
import { EARLIEST } from '../events/rfc3339.js';
import type { CapturedFrame, SnifferPacket } from '../events/sniffer.js';
import { addressOf, portOf, type Endpoint } from '../net.js';
import type { RawFrame } from './frames/record.js';

/** Microseconds at the end of the year 9999, the last that fits the printed form. */
const LAST = 253_402_300_800_000_000;

/**
 * A frame as the unit's sniffer would have printed it with verbosity 4 (verbosity 1 where no interface is recorded).
 * A class, because of most packets nobody asks for their words: they are made when somebody does.
 */
export class FramePacket implements SnifferPacket {
  readonly source = 'sniffer';
  readonly kind = 'packet';
  readonly origin: Origin;
  readonly stamp: Stamp | undefined;
  readonly interface: string | undefined;
  direction: 'in' | 'out' | undefined;
  readonly proto: number | undefined;
  readonly src: Endpoint | undefined;
  readonly dst: Endpoint | undefined;
  readonly peers: SnifferPacket['peers'];
  readonly tcp: SnifferPacket['tcp'];
  readonly length: number | undefined;
  readonly bytes: number;
  readonly hops: number | undefined;
  readonly payload: Uint8Array | undefined;
  readonly frame: CapturedFrame;
  readonly #dissected: Frame;

  constructor(raw: RawFrame, dissected: Frame, file: string, line: number) {
    const { linkType, data } = raw;
    this.stamp = stampOf(raw.micros);
    this.interface = raw.interface;
    this.direction = raw.direction ?? dissected.direction;
    this.origin = new FrameOrigin(file, line, this);
    this.proto = dissected.proto;
    this.src = dissected.src;
    this.dst = dissected.dst;
    this.peers = dissected.peers;
    this.tcp = dissected.tcp;
    this.length = dissected.length;
    this.bytes = data.length;
    this.hops = dissected.hops;
    this.payload = dissected.payload;
    this.frame = { linkType, bytes: data };
    this.#dissected = dissected;
  }

  get text(): string {
    return frameWords(this.#dissected);
  }
}

class FrameOrigin implements Origin {
  readonly file: string;
  readonly line: number;
  readonly #packet: FramePacket;
  /** As the capture has it: the packet may be told another one. */
  readonly #direction: SnifferPacket['direction'];

  constructor(file: string, line: number, packet: FramePacket) {
    this.file = file;
    this.line = line;
    this.#packet = packet;
    this.#direction = packet.direction;
  }

  get text(): string {
    const { src, dst, stamp, text, interface: name } = this.#packet;
    const words =
      src === undefined || dst === undefined ? text : `${dotted(src)} -> ${dotted(dst)}: ${spaced(text)}`;
    return `${stamp === undefined ? '' : `${stamp.printed} `}${placeOf(name, this.#direction)}${words}`;
  }
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

function stampOf(micros: number | undefined): Stamp | undefined {
  if (micros === undefined || micros < 0 || micros >= LAST) return undefined;
  if (micros >= EARLIEST) return new MicrosStamp(micros);
  const whole = Math.floor(micros / 1e6);
  const second = new Date(whole * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const fraction = String(micros - whole * 1e6).padStart(6, '0');
  return { at: micros, width: 1, printed: `${second}.${fraction}`, relative: false };
}
