import type { ScenarioOptions, SessionOptions, TransferOptions } from '../simulate/types.js';
/** One line of one capture written otherwise than the simulated unit prints it. */
export interface Edit {
    file: string;
    from: RegExp;
    to: string;
}
/** The truth, so that expected files made anew can never bless a wrong verdict. */
export interface Wanted {
    verdict: 'worked' | 'failed' | 'inconclusive';
    /** `verdict CODE` of each offer, in order. */
    offers: string[];
    /** `verdict CODE` of each control session; left out where they all worked. */
    controls?: string[];
    /** Codes of further findings that have to be there. */
    remarks?: string[];
}
export interface Sample {
    name: string;
    title: string;
    /** What happened. */
    story: string;
    /** What of it the capture shows. */
    shows: string;
    scenario: ScenarioOptions;
    edits?: Edit[];
    /** The neighbour from which it differs by one change. */
    pair?: {
        name: string;
        change: string;
    };
    wants: Wanted;
}
/** A scenario of one client, one control session and these transfers. */
export declare function one(options: ScenarioOptions, transfer?: TransferOptions, session?: SessionOptions): ScenarioOptions;
export declare const worked: (code: string) => Wanted;
export declare const failed: (code: string) => Wanted;
export declare const inconclusive: () => Wanted;
