import { PassThrough } from 'node:stream';

import type { InputSink } from '../../analyze.js';
import type { Warn } from '../../input/warn.js';
import { openInputs } from '../../input/open.js';
import { tail } from '../../input/tail.js';

/**
 * Reads a growing file, or standard input as it arrives, until the signal is aborted; standard input also ends by
 * itself.
 */
export async function readGrowing(
  name: string,
  sink: InputSink,
  signal: AbortSignal,
  warn: Warn,
): Promise<void> {
  try {
    if (name === '-') {
      const [input] = await openInputs(['-'], { stdin: standardInputUntil(signal), warn });
      await input?.read(sink);
    } else await tail(name, sink, signal, warn);
  } finally {
    sink.end();
  }
}

function standardInputUntil(signal: AbortSignal): PassThrough {
  const live = new PassThrough();
  process.stdin.pipe(live);
  signal.addEventListener('abort', () => {
    process.stdin.unpipe(live);
    process.stdin.destroy();
    live.end();
  });
  return live;
}
