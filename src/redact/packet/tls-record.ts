import { u16, u8 } from '../../dissect/bytes.js';
import { ALERT, CHANGE_CIPHER, HANDSHAKE } from '../../dissect/tls.js';
import type { TalkRedaction } from './fields.js';

const CLIENT_HELLO = 1;
/** What of a handshake names nobody: hellos, requests and ends of them. */
const KEPT_MESSAGES = new Set([0, CLIENT_HELLO, 2, 6, 8, 13, 14]);
const KNOWN_MESSAGES = new Set([0, 1, 2, 4, 5, 6, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 24]);
const HELLOS = new Set([CLIENT_HELLO, 2]);
/** 1995 and 2037, in seconds since 1970. */
const FIRST_TIME = 788_918_400;
const LAST_TIME = 2_114_380_800;
const SERVER_NAME = 0;
const LETTER = 0x78;

/** A record without what names somebody or is secret: certificates, keys and encrypted data become zeros. */
export function redactRecord(
  record: Uint8Array,
  body: number,
  type: number,
  redaction: Pick<TalkRedaction, 'host' | 'shift'>,
): Uint8Array {
  if (type === CHANGE_CIPHER || type === ALERT) return record;
  if (type === HANDSHAKE && isReadable(record, body)) redactHandshake(record, body, redaction);
  else record.fill(0, body);
  return record;
}

/** Once keys are agreed on, a handshake message is encrypted and begins with anything. */
function isReadable(record: Uint8Array, body: number): boolean {
  const length = (u8(record, body + 1) << 16) | u16(record, body + 2);
  return KNOWN_MESSAGES.has(u8(record, body)) && length <= 0x1_0000;
}

function redactHandshake(
  record: Uint8Array,
  body: number,
  { host, shift }: Pick<TalkRedaction, 'host' | 'shift'>,
): void {
  for (let at = body; at + 4 <= record.length;) {
    const end = Math.min(record.length, at + 4 + (u8(record, at + 1) << 16) + u16(record, at + 2));
    if (!KNOWN_MESSAGES.has(u8(record, at))) {
      record.fill(0, at);
      return;
    }
    if (HELLOS.has(u8(record, at))) moveRandomTime(record, at + 6, shift);
    if (u8(record, at) === CLIENT_HELLO) redactServerName(record, at + 4, end, host);
    else if (u8(record, at) === 13) redactAuthorities(record, at + 4, end);
    else if (!KEPT_MESSAGES.has(u8(record, at))) record.fill(0, at + 4, end);
    at = end;
  }
}

/** Until TLS 1.2 the random bytes of a hello begin with the time, if what they begin with is one of these years. */
function moveRandomTime(record: Uint8Array, at: number, seconds: number): void {
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  if (seconds === 0 || at + 4 > record.length) return;
  const time = view.getUint32(at);
  if (time > FIRST_TIME && time < LAST_TIME) view.setUint32(at, (time + seconds) >>> 0);
}

/** The list of a server's own authorities follows the kinds of certificates and signatures that it takes. */
function redactAuthorities(record: Uint8Array, start: number, end: number): void {
  const signatures = start + 1 + u8(record, start);
  const authorities = signatures + 2 + u16(record, signatures);
  for (let at = authorities + 2; at < end; at++) record[at] = 0;
}

function redactServerName(
  record: Uint8Array,
  start: number,
  end: number,
  host: (name: string) => string,
): void {
  let at = start + 34;
  at += 1 + u8(record, at);
  at += 2 + u16(record, at);
  at += 1 + u8(record, at) + 2;
  while (at + 4 <= end) {
    const length = u16(record, at + 2);
    if (u16(record, at) === SERVER_NAME) writeName(record, at + 9, Math.min(end, at + 4 + length), host);
    at += 4 + length;
  }
}

function writeName(record: Uint8Array, from: number, to: number, host: (name: string) => string): void {
  if (to <= from) return;
  const name = Buffer.from(record.subarray(from, to)).toString('latin1');
  record.fill(LETTER, from, to);
  record.set(Buffer.from(host(name), 'latin1').subarray(0, to - from), from);
}
