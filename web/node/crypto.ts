// What redaction asks of node:crypto, for a browser: there everything of the kind is a promise, and a line cannot wait.
import { ecb } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

interface Hash {
  update: (data: string | Uint8Array) => Hash;
  digest: () => Buffer;
}

const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? Buffer.from(data) : data;

export const createHash = (): Hash => hashing(sha256.create());

export const createHmac = (...[, key]: [algorithm: 'sha256', key: string | Uint8Array]): Hash =>
  hashing(hmac.create(sha256, bytesOf(key)));

function hashing(state: { update: (data: Uint8Array) => unknown; digest: () => Uint8Array }): Hash {
  const hash: Hash = {
    update(data) {
      state.update(bytesOf(data));
      return hash;
    },
    digest: () => Buffer.from(state.digest()),
  };
  return hash;
}

export function createCipheriv(...[, key]: [algorithm: 'aes-128-ecb', key: Uint8Array, iv: null]) {
  const cipher = {
    setAutoPadding: () => cipher,
    update: (blocks: Uint8Array): Buffer => Buffer.from(ecb(key, { disablePadding: true }).encrypt(blocks)),
  };
  return cipher;
}

export const randomBytes = (count: number): Buffer =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(count)));
