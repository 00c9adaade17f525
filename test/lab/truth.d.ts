import type { Session } from './attempt.js';
import type { Scenario } from './scenario.js';
export type Verdict = 'worked' | 'failed' | 'unused';
/** What is true of one offer, and which words for it are true too. */
export interface OfferTruth {
    readonly command: string;
    readonly port: number | null;
    /** More than one where the contract leaves it open, as for bytes that all came and were never confirmed. */
    readonly verdicts: readonly Verdict[];
    /** What may be said of it besides where only one side of the gateway is captured, or not to the end. */
    readonly partly: readonly Verdict[];
    readonly codes: readonly string[];
    /** Why, for people. */
    readonly because: string;
    readonly offeredAt: number;
    readonly dialledAt: number | null;
    readonly endedAt: number | null;
    /** The kernel's helper expected a data connection to this port. */
    readonly expected: boolean;
}
export interface Truth {
    readonly offers: readonly OfferTruth[];
    readonly control: {
        readonly verdicts: readonly Verdict[];
        readonly codes: readonly string[];
        readonly because: string;
    };
}
export declare function truthOf(scenario: Scenario, session: Session, folder: string): Truth;
