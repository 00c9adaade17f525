import { gzipSync as gzip } from 'fflate';

export const gzipSync = (bytes: Uint8Array): Buffer => Buffer.from(gzip(bytes));
