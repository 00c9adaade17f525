import type { ReportDocument } from '../../src/document.js';
import { type Shown } from './check.js';
import type { World } from './model.js';
/** A verdict against the truth, a code of another stage, an offer told twice, or a row that does not hold together. */
export type Matter = 'verdict' | 'code' | 'twice' | 'form';
/** One thing that a report got wrong. */
export interface Wrong {
    readonly matter: Matter;
    readonly kind: string;
    readonly confidence: string;
    readonly detail: string;
}
export interface Judgement {
    readonly wrongs: readonly Wrong[];
    readonly offers: number;
    readonly decided: number;
}
export declare function judge(world: World, report: ReportDocument, shown: readonly Shown[]): Judgement;
