import { type Network } from './namespaces.js';
import type { How, Scenario } from './scenario.js';
export declare const controlPort: ({ tls }: Scenario) => number;
export declare function acting(how: How, family: 4 | 6): string;
export declare function ruleset(scenario: Scenario): string;
/** What the gateway's rules counted, for whoever has to find out which packets they met. */
export declare function counted(net: Network): Promise<string>;
export declare function configure(net: Network, scenario: Scenario): Promise<void>;
