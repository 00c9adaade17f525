import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** What makes the pseudonyms of a run: who has it can make the same ones, and from these alone nobody gets back. */
export interface RedactionKey {
  /** Bits that depend on the key, the purpose and the text alone. */
  readonly digest: (purpose: string, text: string) => Buffer;
  /** For each block of 16 bytes one bit, as Crypto-PAn draws it. */
  readonly bits: (blocks: Buffer) => Uint8Array;
  /** Sixteen bytes that fill up a prefix. */
  readonly pad: Buffer;
}

export const KEY_BYTES = 32;

export function randomSecret(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** `round`: pseudonyms of a later round are others; see `pseudonymsFor`. */
export function redactionKey(secret: Buffer, round = 0): RedactionKey {
  const seed = createHash('sha256').update(secret).update(String(round)).digest();
  const cipherKey = createHmac('sha256', seed).update('address').digest().subarray(0, 16);
  const pad = createHmac('sha256', seed).update('pad').digest().subarray(0, 16);
  return {
    digest: (purpose, text) => createHmac('sha256', seed).update(`${purpose}\0${text}`).digest(),
    bits(blocks) {
      const cipher = createCipheriv('aes-128-ecb', cipherKey, null).setAutoPadding(false);
      const out = cipher.update(blocks);
      return Uint8Array.from({ length: blocks.length / 16 }, (_, nth) => (out[nth * 16] ?? 0) >> 7);
    },
    pad,
  };
}
