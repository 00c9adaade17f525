export interface Endpoint {
    address: string;
    port: number;
}
export declare const endpoint: (address: string, port: number) => Endpoint;
/** Flow trace, WAD and session list: never brackets, also for IPv6. */
export declare const colon: (end: Endpoint) => string;
/** Sniffer. */
export declare const dot: (end: Endpoint) => string;
/** Reports: RFC 5952 with brackets. */
export declare const plain: (end: Endpoint) => string;
export declare const same: (a: Endpoint, b: Endpoint) => boolean;
export declare const SECOND = 1000000;
/** `2021-07-26 21:42:05.094380` from microseconds since 1970. */
export declare function stamp(microseconds: number): string;
export declare function stampSeconds(microseconds: number): string;
