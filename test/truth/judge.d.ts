import type { ReportDocument } from '../../src/document.js';
import type { Fault } from '../simulate/faults.js';
import type { Truth } from '../simulate/types.js';
/**
 * How a report stands to the truth. `wrong` is what it says and must not say. `undecided` is left open although the
 * captures decide it. `vague` has the right verdict with a lesser code: its symptom instead of its cause.
 */
export interface Judgement {
    wrong: string[];
    right: number;
    named: number;
    vague: number;
    undecided: number;
    unseen: number;
}
export interface Told {
    truth: Truth;
    fault: Fault;
    /** The captures end before the deciding line. */
    undecided: boolean;
    /** Something at hand shows the replies of the control channel. */
    replies: boolean;
}
export declare function judge(report: ReportDocument, told: Told): Judgement;
