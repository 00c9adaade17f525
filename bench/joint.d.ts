/** What three captures of one busy unit hold. */
export interface Joint {
    readonly files: readonly string[];
    readonly truth: {
        readonly bytes: number;
        readonly control: number;
        readonly hits: number;
    };
}
/** What is pasted into a ticket: one session after the other. */
export declare const TICKET: {
    name: string;
    concurrent: number;
    ftp: number;
};
/** WAD debug, flow trace and sniffer output of the same hours, of so many bytes together. */
export declare function makeJoint(folder: string, bytes: number, { name, concurrent, ftp: oneOf }?: {
    name: string;
    concurrent: number;
    ftp: number;
}): Joint;
