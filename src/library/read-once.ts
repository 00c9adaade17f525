import { EXIT, Failure } from '../failure.js';

/** Of a capture too long for memory, sessions are judged before its end is known, and a pipe or stream cannot be read twice. */
export function onlyOnce(what: string, from: 'pipe' | 'stream', advice: string): Failure {
  return new Failure('FGT_USAGE', EXIT.usage, `${what} in so long a capture that is read from a ${from}`, [
    advice,
  ]);
}

export const NO_END = 'A time of day or before the end cannot be found';
export const NO_EVIDENCE = 'The evidence cannot be found';
