import type { OfferReport } from '../../src/document.js';
import { type TrueOffer } from './model.js';
import type { Printed, View } from './print.js';
export interface Shown {
    readonly view: View;
    readonly printed: Printed;
}
/** Null if the verdict may stand, else the kind of its error. */
export declare function contradiction(offer: TrueOffer, report: OfferReport, shown: readonly Shown[]): string | null;
export declare function mechanical(report: OfferReport): string[];
/** The first broken stage is printed, and the code is of a later one; or the code blames an earlier stage. */
export declare function wrongCode(offer: TrueOffer, report: OfferReport, shown: readonly Shown[]): string | null;
