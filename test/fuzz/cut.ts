import fc from 'fast-check';

import type { OfferReport } from '../../src/document.js';
import { reportOn } from '../samples/report-on.js';
import { analyse } from '../samples/run.js';
import { sampleNames, stored } from '../samples/folder.js';

/** Which file, from which line, how many. */
type Stretch = readonly [number, number, number];
type Files = Readonly<Record<string, string>>;

const lost = (files: Files, [which, at, count]: Stretch): Files => {
  const names = Object.keys(files);
  const name = names[which % names.length] ?? '';
  const lines = files[name]?.split('\n') ?? [];
  return { ...files, [name]: lines.toSpliced(at % lines.length, count).join('\n') };
};

const stretch = fc.tuple(fc.nat(8), fc.nat(10_000), fc.integer({ min: 1, max: 25 }));

/** A sample, and stretches of lines to take out of its captures in turn, as screens that nobody copied. */
export const CUT = fc.tuple(
  fc.constantFrom(...sampleNames()),
  fc.array(stretch, { minLength: 1, maxLength: 5 }),
);

/** Each turned a verdict once: what they take out told of a loss that nobody asked about. */
export const ONCE_TURNED: Readonly<Record<string, readonly [string, readonly Stretch[]]>> = {
  'a data connection of which the SYN is lost': [
    'transfer-aborted',
    [
      [4, 5127, 12],
      [2, 4371, 4],
      [4, 9676, 15],
      [5, 8322, 5],
      [0, 4086, 16],
    ],
  ],
  'a proxy’s connection to the server of which no more than the end is left': [
    'control-worked',
    [
      [1, 3879, 17],
      [5, 1929, 13],
      [0, 0, 22],
    ],
  ],
  'a final reply among words that are lost of an offer without a line of its own': [
    'helper-on-port-worked',
    [
      [5, 6982, 3],
      [2, 859, 25],
      [5, 2054, 15],
      [2, 3076, 12],
      [5, 3701, 12],
    ],
  ],
  'a 226 of another transfer, whose offer is lost': [
    'three-transfers',
    [
      [2, 6070, 2],
      [4, 5186, 9],
      [3, 5670, 11],
      [4, 6925, 19],
    ],
  ],
  'a 425 behind a denied SYN that no offer explains': [
    'epsv-not-tracked',
    [
      [7, 7107, 24],
      [1, 3178, 25],
      [3, 6717, 16],
      [7, 8762, 21],
    ],
  ],
  'a 425 behind a denied SYN whose offer a list of expectations shows': [
    'three-transfers',
    [
      [3, 2391, 13],
      [4, 8860, 24],
    ],
  ],
  'a 425 behind a denied SYN whose offer is lost': [
    'three-transfers',
    [
      [3, 3627, 6],
      [5, 4752, 2],
      [2, 8, 24],
      [4, 6022, 22],
    ],
  ],
  'a final reply and the FIN behind it, on the side where the words are read': [
    'words-two-offers',
    [
      [6, 5588, 15],
      [6, 7305, 17],
    ],
  ],
  'a final reply, and the offer whose answer follows it': [
    'three-transfers',
    [
      [6, 7902, 20],
      [4, 1539, 14],
      [5, 2439, 1],
      [3, 4412, 4],
    ],
  ],
  'a refusal of another transfer, whose offer is lost': [
    'three-transfers',
    [
      [3, 457, 20],
      [1, 5734, 5],
      [4, 9853, 20],
    ],
  ],
};

/**
 * An offer that failed before its data connection was through: no line less makes it one that worked. What ends a
 * transfer afterwards (an alert, a 426) is the only line that says so, and without it the connection did come about.
 */
const failedForGood = ({ verdict, stages }: OfferReport): boolean =>
  verdict === 'failed' && stages.some(({ stage, state }) => stage !== 'transfer' && state === 'failed');

/** What lines less turned: *worked* out of *failed*, and *failed* out of *worked*. Never, for what is missing proves nothing. */
export function turned([name, taken]: readonly [string, readonly Stretch[]]): string[] {
  const before = new Map(reportOn(name).offers.map((offer) => [offer.endpoint, offer]));
  return analyse(taken.reduce(lost, stored(name))).offers.flatMap(
    ({ endpoint, verdict, code, confidence }) => {
      const was = before.get(endpoint);
      const isWrong =
        was !== undefined &&
        ((verdict === 'worked' && failedForGood(was)) || (verdict === 'failed' && was.verdict === 'worked'));
      return isWrong
        ? [`${endpoint}: ${was.verdict} ${was.code} -> ${verdict} ${code} (${confidence ?? ''})`]
        : [];
    },
  );
}
