import { type Source, SOURCES } from '../events/record.js';
import { solveClocks } from './clock.js';
import { configuration, type Configuration } from '../configuration/configuration.js';
import { joinAll, type Joined } from './joins/index.js';
import { NO_IDS, giveIds, type IdCounts } from './model/ids.js';
import type { Facts } from './fold/fold.js';
import type { Capture, Moment } from './model/moment.js';
import type { Timeline } from './model/timeline.js';

/**
 * Facts -> one timeline: first the clocks, then the joins. `given` overrides a source's offset, in microseconds;
 * `numbered` are done with already.
 */
export function relate(
  facts: Facts,
  given: ReadonlyMap<Source, number>,
  numbered: IdCounts = NO_IDS,
): Timeline & Pick<Joined, 'factsOf'> {
  inSourceOrder(facts);
  const clocks = solveClocks(facts, given);
  const joined = joinAll(facts);
  giveIds(joined, numbered);
  return {
    clocks,
    ...joined,
    config: facts.config,
    configuration: configurationOf(facts.config),
    captures: facts.captures,
    arp: facts.arp,
    unbegun: facts.unbegun,
    drops: facts.drops,
    leftOut: facts.leftOut,
  };
}

let latest: { readonly of: unknown; readonly count: number; readonly says: Configuration } | undefined;

/** Read once, however often the facts are related; entries are only ever added. */
function configurationOf(entries: Facts['config']): Configuration {
  if (latest?.of !== entries || latest.count !== entries.length)
    latest = { of: entries, count: entries.length, says: configuration(entries) };
  return latest.says;
}

/** The order in which the inputs were read must not show: the unit's own prints come first, then by file. */
function inSourceOrder({ captures, legs }: Facts): void {
  const rank = (capture: Capture): number => SOURCES.indexOf(capture.source);
  const compare = (a: Capture, b: Capture): number =>
    rank(a) - rank(b) || (a.file < b.file ? -1 : Number(a.file > b.file));
  captures.sort(compare);
  const places = new Map(captures.map((capture, at) => [capture, at]));
  const place = ({ capture }: Moment): number => places.get(capture) ?? 0;
  const sorted = <P extends Moment>(prints: readonly P[]): readonly P[] =>
    prints.length < 2 ? prints : [...prints].sort((a, b) => place(a) - place(b) || a.order - b.order);
  // What one capture shows is in its order already.
  if (captures.length < 2) return;
  for (const leg of legs) {
    leg.syns = sorted(leg.syns);
    leg.synAcks = sorted(leg.synAcks);
    leg.initiatorAcks = sorted(leg.initiatorAcks);
    leg.initiatorData = sorted(leg.initiatorData);
    leg.responderData = sorted(leg.responderData);
    leg.ends = sorted(leg.ends);
  }
}
