import type { ReportDocument } from '../../src/document.js';
import type { Sample } from '../samples/sample.js';
import type { ScenarioOptions } from '../simulate/types.js';
/** How else the same may be captured: at another unit with other addresses, ports and ids, by other clocks, among others. */
export declare const CHANGES: readonly [
    name: string,
    change: (of: ScenarioOptions, like: ScenarioOptions) => Partial<ScenarioOptions>
][];
/**
 * The sample captured otherwise; null where its edits do not fit there, or where something else happened than in `whole`: the
 * simulated unit then tells another story, and nothing is to be compared.
 */
export declare function elsewhere(sample: Sample, whole: ReportDocument, change: Partial<ScenarioOptions>): ReportDocument | null;
