import { DEFAULT_WIDTH, NARROWEST_WIDTH } from '../../report/print-options.js';
import { writeAll } from './buffered-output.js';
import { openOutput } from './open-output.js';
import { writeToScreen } from './screen-output.js';
import { outputFailure, outputPlace, type OutputRules } from './output-place.js';

const isStandard = (file: string | undefined): file is undefined | '-' => file === undefined || file === '-';

/**
 * Fails at once (73) if `writeResult` could not write this file, before minutes are spent on making the report.
 * `writeResult` checks again, since the file may appear meanwhile.
 */
export async function checkOutput(file: string | undefined, rules: OutputRules): Promise<void> {
  if (!isStandard(file)) await outputPlace(file, rules);
}

/**
 * Writes a result to stdout or to a file. The file must not exist yet, unless `force` is set. Fails with 73 if that
 * cannot be done, and then nothing was overwritten.
 */
export async function writeResult(
  pieces: Iterable<string>,
  file: string | undefined,
  rules: OutputRules = { force: false },
): Promise<void> {
  if (isStandard(file)) {
    await writeToScreen(pieces);
    return;
  }
  const output = await openOutput(file, rules);
  try {
    await writeAll(pieces, output.stream);
  } catch (error) {
    output.discard();
    throw outputFailure(file, error);
  }
  await output.finish();
}

/** Colours only on a terminal. NO_COLOR and FORCE_COLOR are obeyed. */
export function wantsColour(file: string | undefined): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return (file === undefined || file === '-') && process.stdout.isTTY && TERM !== 'dumb';
}

/** The width that was asked for, else the terminal's. */
export function outputWidth(asked: number | undefined): number {
  return asked ?? (process.stdout.isTTY ? Math.max(NARROWEST_WIDTH, process.stdout.columns) : DEFAULT_WIDTH);
}

/** Nothing is cut to fit where no screen has an edge: in a file, and in a pipe. */
export function isUncut({
  output,
  width,
}: {
  output?: string | undefined;
  width?: number | undefined;
}): boolean {
  return width === undefined && (output !== undefined || !process.stdout.isTTY);
}
