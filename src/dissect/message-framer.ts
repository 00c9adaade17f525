import { concatBytes, u8 } from './bytes.js';
import { keepPacketMoment, type PacketMoment, type StreamReader } from './tcp-reassembly.js';
import { HANDSHAKE, isHello, recordAt, type TlsRecord } from './tls.js';

export interface Messages {
  /** `unsure`: the text may begin in the middle of a line. Returns true where it certainly was a whole message. */
  line(text: string, unsure: boolean, moment: PacketMoment): boolean;
  /** The record's offsets count in `data`. A hello is whole; of other records the first four bytes are there. */
  record(record: TlsRecord, data: Uint8Array, moment: PacketMoment): void;
  /** `start` began a line, if it is not `unsure`, whose end is not in the capture, or too far away. */
  lostLine(start: string, unsure: boolean, moment: PacketMoment): void;
}

/** Takes the bytes of one direction as they come. */
interface MessageFramer extends Pick<StreamReader, 'take'> {
  /** This many bytes are not in the capture. */
  gap(missing: number): void;
}

const MAX_LINE = 8192;
const EMPTY = new Uint8Array(0);
const LF = 10;
const IAC = 0xff;

/**
 * Cuts one direction into lines and TLS records. The first bytes of each message tell which it is, so that text is
 * recognised again after TLS has ended (CCC in the ndpi-start-tls capture). `unsure`: reading may begin in the middle
 * of a message.
 */
export function createMessageFramer(messages: Messages, unsure: boolean): MessageFramer {
  /** The start of a message whose end has not come, and the packet that brought its last byte. */
  let held = EMPTY;
  let heldAt: PacketMoment | undefined;
  /** Bytes of a record that need not be looked at. */
  let skip = 0;

  function take(bytes: Uint8Array, moment: PacketMoment): void {
    const skipped = Math.min(skip, bytes.length);
    skip -= skipped;
    if (skipped === bytes.length) return;
    // A TLS record mostly begins where a segment begins: that is a better start than the rest of an unknown line.
    if (unsure && isRecord(bytes)) held = EMPTY;
    const data = concatBytes(held, skipped === 0 ? bytes : bytes.subarray(skipped));
    let at = 0;
    while (at < data.length) {
      const taken = readMessage(data, at, moment);
      if (taken === 0) break;
      at += taken;
    }
    skip = Math.max(0, at - data.length);
    held = at < data.length ? data.slice(at) : EMPTY;
    heldAt = held === EMPTY ? undefined : keepPacketMoment(moment);
  }

  /** How many bytes the message takes: more than `data` holds where the rest may be skipped, 0 where more are needed. */
  function readMessage(data: Uint8Array, at: number, moment: PacketMoment): number {
    const record = recordAt(data, at);
    if (record === 'short') return 0;
    if (record !== null) {
      if (data.length < needed(data, record)) return 0;
      unsure = false;
      messages.record(record, data, moment);
      return record.size;
    }
    const end = data.indexOf(LF, at);
    if (isBinary(u8(data, at)) || (end < 0 && data.length - at > MAX_LINE)) {
      lose(data.subarray(at), moment);
      return data.length - at;
    }
    if (end < 0) return 0;
    if (messages.line(textOf(data.subarray(at, end)), unsure, moment)) unsure = false;
    return end + 1 - at;
  }

  function lose(start: Uint8Array, moment: PacketMoment): void {
    if (start.length > 0) messages.lostLine(textOf(start.subarray(0, MAX_LINE)), unsure, moment);
    unsure = true;
  }

  function gap(missing: number): void {
    if (missing <= skip) {
      skip -= missing;
      return;
    }
    // A record's head tells where the next one begins, whatever of its body was lost or never captured.
    const record = skip === 0 && held.length > 0 ? recordAt(held, 0) : null;
    const rest = record === null || record === 'short' ? 0 : record.size - held.length;
    if (missing <= rest) skip = rest - missing;
    else {
      skip = 0;
      if (heldAt !== undefined) lose(held, heldAt);
      unsure = true;
    }
    held = EMPTY;
  }

  return { take, gap };
}

function needed(data: Uint8Array, record: TlsRecord): number {
  if (record.type === HANDSHAKE && data.length > record.body && isHello(data, record)) return record.end;
  return Math.min(record.end, record.body + 4);
}

/** Control bytes begin no line. Bytes from 0x80 on may: accented text in a reply, telnet marks before ABOR. */
function isBinary(first: number): boolean {
  return first < 32 && first !== 9 && first !== 10 && first !== 13;
}

function isRecord(bytes: Uint8Array): boolean {
  const record = recordAt(bytes, 0);
  return record !== null && record !== 'short';
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array): string {
  let start = 0;
  while (u8(bytes, start) === IAC || (start > 0 && u8(bytes, start) > 0xf0)) start += 1;
  return decoder.decode(bytes.subarray(start)).trimEnd();
}
