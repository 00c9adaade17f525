import type { Capture, ScenarioOptions } from './types.js';
export type * from './types.js';
export declare function simulate(options: ScenarioOptions): Capture;
/** The table of faults tells the whole story, so that the truth about it can be computed. */
export declare const isByTable: ({ sessions, ...options }: ScenarioOptions) => boolean;
/** The same story told with one source less, and what can still be known of it. */
export declare function withoutSource(capture: Capture, file: string): Capture;
