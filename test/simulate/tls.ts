import type { Random } from './prng.js';

/** Records of TLS as strings of bytes, as far as anybody on the way can read them (RFC 8446). */

const bytes = (...values: number[]): string => String.fromCharCode(...values);
const word = (value: number): string => bytes(value >> 8, value & 255);
const sized = (text: string): string => word(text.length) + text;

export const record = (type: number, body: string): string => bytes(type, 3, 3) + sized(body);

/** Nobody reads it: application data, or an encrypted rest of a handshake. */
export const cipher = (chance: Random, length: number, type = 23): string =>
  record(type, chance.bytes(length));

const handshake = (kind: number, body: string): string => record(22, bytes(kind, 0) + sized(body));
const extension = (kind: number, body: string): string => word(kind) + sized(body);

export const CHANGE = bytes(20, 3, 3, 0, 1, 1);
const SUITES = bytes(0x13, 1, 0x13, 2, 0xc0, 0x2f, 0xc0, 0x30);

/** The newest version that the side speaks. */
export type Version = 'TLS 1.2' | 'TLS 1.3';

/** Filled up to `size` bytes by a padding extension, as browsers do. */
export function clientHello(chance: Random, version: Version, size = 240): string {
  const host = bytes(0) + sized('ftp.example.com');
  const newer = version === 'TLS 1.3' ? extension(43, bytes(4, 3, 4, 3, 3)) : '';
  const extensions = extension(0, sized(host)) + extension(10, sized(bytes(0, 29, 0, 23))) + newer;
  const head = bytes(3, 3) + chance.bytes(32) + bytes(0) + sized(SUITES) + bytes(1, 0);
  const left = size - 9 - head.length - 2 - extensions.length;
  return handshake(1, head + sized(extensions + extension(21, bytes(0).repeat(left - 4))));
}

/** Up to TLS 1.2 the certificate follows where everybody can see it. */
export function serverHello(chance: Random, version: Version, size = 700, asks = false): string {
  const newer = version === 'TLS 1.3';
  const extensions = newer ? extension(43, bytes(3, 4)) : extension(0xff01, bytes(0));
  const suite = newer ? bytes(0x13, 1) : bytes(0xc0, 0x2f);
  const hello = handshake(
    2,
    bytes(3, 3) + chance.bytes(32) + bytes(0) + suite + bytes(0) + sized(extensions),
  );
  if (newer) return `${hello}${CHANGE}${cipher(chance, size - hello.length - CHANGE.length - 5)}`;
  // Types of certificates, of signatures, and no names of authorities.
  const request = asks ? handshake(13, bytes(1, 1) + sized(bytes(4, 1)) + sized('')) : '';
  const done = request + handshake(14, '');
  const certificate = chance.bytes(size - hello.length - done.length - 15);
  return hello + handshake(11, bytes(0) + sized(bytes(0) + sized(certificate))) + done;
}

export const alert = (level: 1 | 2, description: number): string => record(21, bytes(level, description));
