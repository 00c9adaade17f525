import { EXIT, Failure } from '../../failure.js';

/** The failure for a run that read every input and found no FortiGate output in any. `lines`: how many it read. */
export function nothingRecognised(names: readonly string[], lines: number): Failure {
  const what = inputsInWords(names);
  if (lines === 0) {
    const message = names.length > 1 ? 'Every file is empty' : `${what} is empty`;
    return new Failure('FGT_NOTHING_RECOGNISED', EXIT.unrecognised, message, [
      'See whether the terminal program logged to it, and whether the debug was on: fgtrace capture prints the commands.',
    ]);
  }
  return new Failure(
    'FGT_NOTHING_RECOGNISED',
    EXIT.unrecognised,
    `Nothing in ${what === STDIN ? 'standard input' : what} was recognised as FortiGate output`,
    [
      'fgtrace reads WAD debug, flow trace, sniffer output, session lists, configuration and pcap files.',
      'fgtrace capture prints the commands for a capture, and fgtrace explain tells what a single line means.',
    ],
  );
}

const STDIN = 'Standard input';

function inputsInWords([first = '', ...others]: readonly string[]): string {
  if (others.length > 0) return 'any of the files';
  return first === '-' ? STDIN : first;
}
