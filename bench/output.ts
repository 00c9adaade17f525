import { closeSync, openSync, writeSync } from 'node:fs';

const BLOCK = 1 << 20;

export interface Output {
  text(more: string): void;
  bytes(more: Buffer): void;
  size(): number;
  end(): void;
}

/** A file that is written in blocks. */
export function createOutput(file: string): Output {
  const descriptor = openSync(file, 'w');
  let waiting = '';
  let size = 0;
  const flush = (): void => {
    size += writeSync(descriptor, waiting, null, 'latin1');
    waiting = '';
  };
  const text = (more: string): void => {
    waiting += more;
    if (waiting.length >= BLOCK) flush();
  };
  return {
    text,
    bytes: (more: Buffer): void => {
      text(more.toString('latin1'));
    },
    size: () => size + waiting.length,
    end(): void {
      flush();
      closeSync(descriptor);
    },
  };
}
