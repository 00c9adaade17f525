import { describe, expect, it } from '@jest/globals';
import { createDecoder } from '../src/input/decode.js';
import { fileTypeOf } from '../src/input/file-type.js';

const WIDE = 'FGT # diagnose debug enable\r\nÄ 測試 第一行\r\n';
const NARROW = 'id=20085 trace_id=7 func=f line=3 msg="Find an EXP session, id-026d9f42."\n'.repeat(3);

function decoded(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be', cut: number): string {
  const decoder = createDecoder(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += cut) text += decoder.text(bytes.subarray(at, at + cut));
  return text + decoder.end();
}

describe('UTF-16 to which a program appended ASCII', () => {
  const little = Buffer.from(WIDE, 'utf16le');
  it.each([1, 3, 7, 64, 1000])('is read to its end in pieces of %d bytes', (cut) => {
    const all = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(NARROW)]);
    expect(decoded(all(little), 'utf-16le', cut)).toBe(WIDE + NARROW);
    expect(decoded(all(Buffer.from(little).swap16()), 'utf-16be', cut)).toBe(WIDE + NARROW);
    expect(decoded(little, 'utf-16le', cut)).toBe(WIDE);
  });
});

describe('a log whose first block was never written', () => {
  it('is text behind its NULs', () => {
    const log = Buffer.concat([Buffer.alloc(512), Buffer.from(NARROW.repeat(4))]);
    expect(fileTypeOf(log)).toEqual({ is: 'text', encoding: 'utf-8' });
    expect(fileTypeOf(Buffer.alloc(512))).toMatchObject({ is: 'refused' });
    expect(fileTypeOf(Buffer.from(WIDE, 'utf16le').swap16())).toEqual({ is: 'text', encoding: 'utf-16be' });
  });
});
