import type { Sample } from './sample.js';
/** The captures of a case: what the simulated unit prints, with the case's edits. */
export declare function captures({ name, scenario, edits }: Sample): Record<string, string>;
export declare function readme(sample: Sample, files: readonly string[]): string;
