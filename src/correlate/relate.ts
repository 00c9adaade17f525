import type { Source } from '../events.js';
import { solveClocks } from './clock.js';
import { configuration } from './configuration.js';
import { joinAll } from './joins/index.js';
import type { Facts } from './sessions.js';
import type { Timeline } from './timeline.js';

/** Facts -> one timeline: first the clocks, then the joins. `given` overrides a source's offset, in microseconds. */
export function relate(facts: Facts, given: ReadonlyMap<Source, number>): Timeline {
  const clocks = solveClocks(facts, given);
  const joined = joinAll(facts);
  return {
    clocks,
    ...joined,
    config: facts.config,
    configuration: configuration(facts.config),
    captures: facts.captures,
    dropped: facts.dropped,
  };
}
