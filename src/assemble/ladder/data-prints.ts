import type { PayloadTls } from '../../events/payload.js';
import type { End, Leg, Sighting } from '../../correlate/model/leg.js';
import type { IsCited } from './mark.js';

export interface DataPrint {
  readonly by: End['by'];
  readonly label: string;
  readonly print: Sighting;
}

/** The first data of each side at each place, and what the verdict cites. A line that is told as TLS is told once. */
export function dataPrints(leg: Leg, isCited: IsCited): DataPrint[] {
  const told = new Set(leg.tls.filter(isToldTls).map(({ moment }) => moment.line.line));
  // Worth a word only where the other side speaks TLS.
  const bare = new Set(leg.tls.length === 0 ? [] : leg.plain.map(({ moment }) => moment.line.line));
  const repeats = repeatedPrints(leg).filter(({ print }) => isCited(print));
  const repeated = new Set(repeats.map(({ print }) => print.line.line));
  const sent = (by: End['by'], all: readonly Sighting[]): DataPrint[] =>
    all.flatMap((print) => {
      const first = isFirst(print, all);
      const { line } = print.line;
      if (told.has(line) || repeated.has(line) || !(first || isCited(print))) return [];
      return [{ by, print, label: `${first ? 'first data' : 'data'}${bare.has(line) ? ', no TLS' : ''}` }];
    });
  return [...sent('initiator', leg.initiatorData), ...sent('responder', leg.responderData), ...repeats];
}

/** Of a handshake its hellos and alerts. */
export const isToldTls = ({ record }: PayloadTls): boolean =>
  record !== 'application' && record !== 'certificate-request';

/** The first of its kind at its place. */
export function isFirst(print: Sighting, all: readonly Sighting[]): boolean {
  const isSame = ({ capture, interface: name, direction }: Sighting): boolean =>
    capture === print.capture && name === print.interface && direction === print.direction;
  return all.find(isSame) === print;
}

/** Segments that were sent again and again, each line once. */
function repeatedPrints({ largeSegments, passages }: Leg): DataPrint[] {
  const ways = largeSegments === null ? [] : [...largeSegments.ways.values()];
  const all = [
    ...ways.map(({ by, stuck }) => ({ by, prints: stuck?.prints ?? [] })),
    ...passages.map(({ by, repeated }) => ({ by, prints: repeated?.prints ?? [] })),
  ];
  const prints = all.flatMap(({ by, prints: some }) => some.map((print) => ({ by, print })));
  return [
    ...new Map(prints.map((one) => [one.print.line.line, { ...one, label: 'data, sent again' }])).values(),
  ];
}
