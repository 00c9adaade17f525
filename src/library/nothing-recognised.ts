import { EXIT, Failure } from '../failure.js';

/** The failure for a run that read every input and found no FortiGate output in any. `lines`: how many it read. */
export function nothingRecognised(names: readonly string[], lines: number): Failure {
  return lines === 0
    ? failure(`${inWords(names, 'Every file', 'Standard input')} is empty`, [
        'See whether the terminal program logged to it, and whether the debug was on: fgtrace capture prints the commands.',
      ])
    : failure(
        `Nothing in ${inWords(names, 'any of the files', 'standard input')} was recognised as FortiGate output`,
        [
          'fgtrace reads WAD debug, flow trace, sniffer output, session lists, configuration and pcap files.',
          'fgtrace capture prints the commands for a capture, and fgtrace explain tells what a single line means.',
        ],
      );
}

const failure = (message: string, steps: string[]): Failure =>
  new Failure('FGT_NOTHING_RECOGNISED', EXIT.unrecognised, message, steps);

function inWords([first = '', ...others]: readonly string[], several: string, stdin: string): string {
  if (others.length > 0) return several;
  return first === '-' ? stdin : first;
}
