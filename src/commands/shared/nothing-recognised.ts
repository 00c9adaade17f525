import { EXIT, Failure } from '../../failure.js';

/** The failure for a run that read every input and found no FortiGate output in any. */
export function nothingRecognised(names: readonly string[]): Failure {
  return new Failure(
    'FGT_NOTHING_RECOGNISED',
    EXIT.unrecognised,
    `Nothing in ${inputsInWords(names)} was recognised as FortiGate output`,
    ['fgtrace reads WAD debug, flow trace, sniffer output, session lists, configuration and pcap files.'],
  );
}

function inputsInWords([first = '', ...others]: readonly string[]): string {
  if (others.length > 0) return 'any of the files';
  return first === '-' ? 'standard input' : first;
}
