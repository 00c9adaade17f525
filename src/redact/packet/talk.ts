import { latin1, u8 } from '../../dissect/bytes.js';
import { CHANGE_CIPHER, HANDSHAKE, recordAt } from '../../dissect/tls.js';
import type { TalkRedaction } from './fields.js';
import { redactRecord } from './tls-record.js';

const LF = 10;
const CR = 13;

/**
 * What one side of a connection says, as long as it was. Of a control channel the words are rewritten, of TLS what can
 * be read without keys; of anything else nothing is left.
 */
export function redactedTalk(bytes: Uint8Array, isControl: boolean, redaction: TalkRedaction): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let encrypted = false;
  for (let at = 0; at < bytes.length;) {
    const record = recordAt(bytes, at);
    if (record !== null && record !== 'short') {
      const end = Math.min(bytes.length, record.end);
      const readable = !encrypted || record.type !== HANDSHAKE;
      if (readable) out.set(redactRecord(bytes.slice(at, end), record.body - at, record.type, redaction), at);
      else out.set(bytes.subarray(at, Math.min(end, record.body)), at);
      encrypted ||= record.type === CHANGE_CIPHER;
      at = end;
    } else if (!isControl || isBinary(u8(bytes, at))) {
      return out;
    } else {
      encrypted = false;
      const found = bytes.indexOf(LF, at);
      const end = found < 0 ? bytes.length : found + 1;
      out.set(lineOf(bytes.subarray(at, end), redaction), at);
      at = end;
    }
  }
  return out;
}

function isBinary(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== LF && byte !== CR) || byte === 0xff;
}

function lineOf(bytes: Uint8Array, { line }: TalkRedaction): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end -= 1;
  const text = latin1(bytes.subarray(0, end));
  const written = Buffer.from(line(text).padEnd(text.length, 'x').slice(0, text.length), 'latin1');
  return Buffer.concat([written, bytes.subarray(end)]);
}
