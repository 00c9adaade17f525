import { type Mark } from './traffic.js';
export declare const FORMATS: readonly ["flow", "sniffer4", "sniffer6", "wad"];
export type Format = (typeof FORMATS)[number];
/** What was printed, for checking the report: a fast parser that drops lines is no parser. */
export type Truth = Record<Mark['kind'] | 'lines' | 'records', number>;
export interface Made {
    readonly file: string;
    readonly truth: Truth;
}
/** One session in so many is FTP: what tests the joins, and what a unit carries beside web and DNS. */
declare const ONE_IS_FTP: {
    readonly dense: 4;
    readonly busy: 500;
};
export type WorldName = keyof typeof ONE_IS_FTP;
export declare const WORLDS: readonly WorldName[];
/** Writes one format until it has the size; what is there already from an earlier run is taken as it is. */
export declare function make(folder: string, format: Format, bytes: number, name?: WorldName): Made;
export {};
