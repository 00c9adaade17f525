import { EXIT, Failure } from '../../failure.js';

/** What to say where every input was read and nothing in it was anybody's. */
export function nothingRecognised(names: readonly string[]): Failure {
  const [only = ''] = names;
  const what = names.length > 1 ? 'any of the files' : only === '-' ? 'standard input' : only;
  return new Failure(
    'FGT_NOTHING_RECOGNISED',
    EXIT.unrecognised,
    `Nothing in ${what} was recognised as FortiGate output`,
    ['fgtrace reads WAD debug, flow trace, sniffer output, session lists, configuration and pcap files.'],
  );
}
