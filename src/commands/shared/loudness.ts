import { safeLine } from './errors.js';

/** How much a run says on stderr beside its errors: with --quiet nothing, with --verbose also what it reads. */
type Loudness = 'quiet' | 'usual' | 'verbose';

/** Of the process, as stderr is. */
let loudness: Loudness = 'usual';

export function setLoudness({
  quiet,
  verbose,
}: {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}): void {
  if (quiet === true) loudness = 'quiet';
  else loudness = verbose === true ? 'verbose' : 'usual';
}

export const isQuiet = (): boolean => loudness === 'quiet';

/** A sentence for those who asked with --verbose. It is made only then. */
export function tellVerbosely(sentence: () => string): void {
  if (loudness === 'verbose') process.stderr.write(`${safeLine(sentence())}\n`);
}
