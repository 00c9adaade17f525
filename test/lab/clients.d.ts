import type { Session } from './attempt.js';
import { type Network } from './namespaces.js';
import type { Scenario } from './scenario.js';
import { type Place } from './servers.js';
export declare const dialled: ({ way, family }: Scenario) => string;
/** Runs the client of the scenario to its end and tells what it lived through. */
export declare function use(net: Network, scenario: Scenario, place: Place): Promise<Session>;
