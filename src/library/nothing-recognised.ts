import { foreignIn } from '../events/foreign.js';
import { EXIT, Failure } from '../failure.js';

interface Read {
  readonly lines: number;
  readonly damage: readonly { readonly kind: string; readonly count: number }[];
}

/** The failure for a run that read every input, of these summaries, and found no FortiGate output in any. */
export function nothingRecognised(names: readonly string[], inputs: readonly Read[]): Failure {
  const foreign = foreignIn(
    inputs.flatMap(({ damage }) => damage),
    1,
  );
  const nothing = `Nothing in ${inWords(names, 'any of the files', 'standard input')} was recognised as FortiGate output`;
  if (foreign !== undefined)
    return failure(`${nothing}: it looks like ${foreign.is}, which is not read`, [foreign.instead, READS]);
  return inputs.every(({ lines }) => lines === 0)
    ? failure(`${inWords(names, 'Every file', 'Standard input')} is empty`, [
        'See whether the terminal program logged to it, and whether the debug was on: fgtrace capture prints the commands.',
      ])
    : failure(nothing, [
        READS,
        'fgtrace capture prints the commands for a capture, and fgtrace explain tells what a single line means.',
      ]);
}

const READS =
  'fgtrace reads WAD debug, flow trace, sniffer output, session lists, configuration and pcap files.';

const failure = (message: string, steps: string[]): Failure =>
  new Failure('FGT_NOTHING_RECOGNISED', EXIT.unrecognised, message, steps);

function inWords([first = '', ...others]: readonly string[], several: string, stdin: string): string {
  if (others.length > 0) return several;
  return first === '-' ? stdin : first;
}
