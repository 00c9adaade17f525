import type { ReportDocument } from '../../src/document.js';
import type { Truth } from './truth.js';
import type { View } from './views.js';
export interface Judgement {
    readonly right: number;
    readonly open: number;
    readonly wrong: readonly string[];
}
export declare function judge(report: ReportDocument, truth: Truth, view: View): Judgement;
