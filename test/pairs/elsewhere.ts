import type { ReportDocument } from '../../src/document.js';
import { analyse } from '../samples/run.js';
import type { Sample } from '../samples/sample.js';
import type { ScenarioOptions, SessionOptions } from '../simulate/types.js';
import { remade } from './remade.js';

/** How else the same may be captured: at another unit with other addresses, ports and ids, by other clocks, among others. */
export const CHANGES: readonly [
  name: string,
  change: (of: ScenarioOptions, like: ScenarioOptions) => Partial<ScenarioOptions>,
][] = [
  ['at another unit', ({ seed }) => ({ seed: seed + 5000 })],
  ['among noise', () => ({ noise: 60 })],
  ['by other clocks', () => ({ snifferSkew: 1234.5, zoneSeconds: -18_000 })],
  ['in local time', () => ({ snifferStamp: 'l', zoneSeconds: 19_800 })],
  ['in a crowd', (of, like) => ({ sessions: crowd(of, like) })],
  ['in a crowd elsewhere', (of, like) => ({ sessions: crowd(of, like), seed: of.seed + 5000, noise: 20 })],
];

const OTHERS = 4;

/** Other clients of the same server meanwhile, to whom happens what happens to the one of `like`. */
function crowd(of: ScenarioOptions, like: ScenarioOptions): SessionOptions[] {
  const others = Array.from({ length: OTHERS }, (_, nth) =>
    // Each comes from an address of its own.
    (like.sessions ?? [{}]).map(({ start = 0, ...session }): SessionOptions => {
      delete session.client;
      delete session.clientPort;
      return { ...session, start: start + 0.21 + nth * 0.4 };
    }),
  );
  return [...(of.sessions ?? [{}]), ...others.flat()];
}

/**
 * The sample captured otherwise; null where its edits do not fit there, or where something else happened than in `whole`: the
 * simulated unit then tells another story, and nothing is to be compared.
 */
export function elsewhere(
  sample: Sample,
  whole: ReportDocument,
  change: Partial<ScenarioOptions>,
): ReportDocument | null {
  const files = remade(sample, change);
  if (files === null) return null;
  const report = analyse(files);
  const wanted = outcomes(whole);
  const others = [...outcomes(report)];
  for (const one of wanted) {
    const at = others.indexOf(one);
    if (at < 0) return null;
    others.splice(at, 1);
  }
  // In a crowd nobody may fail of something else.
  return others.every((one) => one.startsWith('worked') || wanted.includes(one)) ? report : null;
}

const outcomes = ({ offers, controlSessions }: ReportDocument): string[] =>
  [...offers, ...controlSessions].map(({ verdict, code }) => `${verdict} ${code}`);
