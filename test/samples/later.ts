import type { Command, Fault, ScenarioOptions } from '../simulate/index.js';
import { failed, one, type Later, type Wanted } from './sample.js';

/** Cases whose rule is missing as yet: the simulated unit can tell the story, the analyzer not yet its cause. */
const active: ScenarioOptions = { seed: 303 };

const later = (
  name: string,
  fault: Fault,
  wants: Wanted,
  scenario: ScenarioOptions,
  command: Command,
): Later => ({
  name,
  title: '',
  story: '',
  shows: '',
  scenario: one(scenario, { fault, command }),
  wants,
  reason: `no rule says ${wants.offers.concat(wants.controls ?? []).join(', ')}`,
});

export const laters: Later[] = [
  later('active-server-silent', 'active-server-silent', failed('ACTIVE_SERVER_SYN_NOT_SEEN'), active, 'PORT'),
];
