import { type Frame } from './pcap.js';
/** One way to look at a session: what a user might hand in. */
export interface View {
    readonly name: string;
    readonly files: readonly string[];
    /** Milliseconds: what lies outside was not captured. */
    readonly from: number;
    readonly until: number;
    readonly sides: 'both' | 'client' | 'server';
    /** A packet of it is missing. */
    readonly damaged: boolean;
}
/** Writes the views of a session beside its captures. The seed decides where they are cut and what they lose. */
export declare function writeViews(folder: string, frames: readonly Frame[], seed: number): View[];
