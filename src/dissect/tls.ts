import { latin1, u16, u8 } from './bytes.js';

export const HANDSHAKE = 22;
export const ALERT = 21;
export const CHANGE_CIPHER = 20;
export const APPLICATION = 23;

/** `body` and `end` are offsets into the bytes that hold the record, `size` is its whole length with the head. */
export interface TlsRecord {
  readonly type: number;
  readonly body: number;
  readonly end: number;
  readonly size: number;
  readonly sslv2: boolean;
}

/** Largest record: 2^14 of content and 2^11 of expansion (RFC 5246). */
const MAX_RECORD = 18_432;
const VERSIONS = ['SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const CERTIFICATE_REQUEST = 13;
const SERVER_NAME = 0;
const SUPPORTED_VERSIONS = 43;

/** The record whose head begins at `at`; null where the bytes are none, 'short' where more are needed to tell. */
export function recordAt(data: Uint8Array, at: number): TlsRecord | 'short' | null {
  const first = u8(data, at);
  const left = data.length - at;
  if (first >= CHANGE_CIPHER && first <= 24) {
    if (left > 1 && u8(data, at + 1) !== 3) return null;
    if (left > 2 && u8(data, at + 2) > 4) return null;
    if (left < 5) return 'short';
    const length = u16(data, at + 3);
    return length > 0 && length <= MAX_RECORD ? recordOf(first, at, 5, length, false) : null;
  }
  // Clients that still knew SSLv2 wrapped their hello in its record: 2 bytes of length, 1, then version 3.x.
  if ((first & 0x80) !== 0 && left >= 4 && u8(data, at + 2) === CLIENT_HELLO && u8(data, at + 3) === 3) {
    return recordOf(HANDSHAKE, at, 2, u16(data, at) & 0x7fff, true);
  }
  return null;
}

function recordOf(type: number, at: number, head: number, length: number, sslv2: boolean): TlsRecord {
  return { type, body: at + head, end: at + head + length, size: head + length, sslv2 };
}

export interface Hello {
  readonly record: 'client-hello' | 'server-hello';
  readonly serverName: string | undefined;
  /** The highest version offered, or the one chosen. */
  readonly version: string | undefined;
}

export function isHello(data: Uint8Array, record: TlsRecord): boolean {
  const kind = u8(data, record.body);
  return record.type === HANDSHAKE && (kind === CLIENT_HELLO || kind === SERVER_HELLO);
}

/** The hello in a whole record. A hello spread over several records gives what the first one holds. */
export function readHello(data: Uint8Array, record: TlsRecord): Hello {
  const client = u8(data, record.body) === CLIENT_HELLO;
  const kind = client ? 'client-hello' : 'server-hello';
  const end = Math.min(data.length, record.end);
  if (record.sslv2) {
    return { record: kind, serverName: undefined, version: versionName(u16(data, record.body + 1)) };
  }
  const random = record.body + 6;
  let at = random + 32;
  at += 1 + u8(data, at);
  at += client ? 2 + u16(data, at) : 2;
  at += client ? 1 + u8(data, at) : 1;
  const extensions = readExtensions(data, at + 2, Math.min(end, at + 2 + u16(data, at)));
  const versions = extensions.get(SUPPORTED_VERSIONS);
  const name = client ? extensions.get(SERVER_NAME) : undefined;
  return {
    record: kind,
    serverName: name === undefined ? undefined : hostName(name),
    version: (versions && bestVersion(versions, client)) ?? versionName(u16(data, record.body + 4)),
  };
}

/**
 * Whether the record holds the server's request for a client certificate (readable up to TLS 1.2). Some servers put each
 * handshake message into a record of its own, some all into one. Of a cut record what is there is read.
 */
export function asksForCertificate(data: Uint8Array, record: TlsRecord): boolean {
  const end = Math.min(data.length, record.end);
  for (let at = record.body; at + 4 <= end;) {
    const next = at + 4 + (u8(data, at + 1) << 16) + u16(data, at + 2);
    if (next > record.end) return false;
    if (u8(data, at) === CERTIFICATE_REQUEST) return true;
    at = next;
  }
  return false;
}

/** The description of a readable alert; undefined where its length shows that it is encrypted. */
export function alertOf(data: Uint8Array, record: TlsRecord): number | undefined {
  return record.size === 7 && u8(data, record.body) <= 2 ? u8(data, record.body + 1) : undefined;
}

function readExtensions(data: Uint8Array, start: number, end: number): Map<number, Uint8Array> {
  const extensions = new Map<number, Uint8Array>();
  for (let at = start; at + 4 <= end;) {
    const length = u16(data, at + 2);
    extensions.set(u16(data, at), data.subarray(at + 4, Math.min(end, at + 4 + length)));
    at += 4 + length;
  }
  return extensions;
}

function hostName(extension: Uint8Array): string | undefined {
  const length = u16(extension, 3);
  const name = latin1(extension.subarray(5, 5 + length));
  return /^[\w.-]{1,255}$/.test(name) ? name : undefined;
}

/** A client lists its versions after one byte of length, a server names one; GREASE values have no name. */
function bestVersion(extension: Uint8Array, client: boolean): string | undefined {
  let best = -1;
  for (let at = client ? 1 : 0; at + 2 <= extension.length; at += 2) {
    const value = u16(extension, at);
    if (versionName(value) !== undefined) best = Math.max(best, value);
  }
  return versionName(best);
}

function versionName(value: number): string | undefined {
  return value >> 8 === 3 ? VERSIONS[value & 0xff] : undefined;
}
