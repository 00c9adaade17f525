import type { ReportDocument } from '../../src/document.js';
/**
 * An FTP dialogue, told line by line, as the pcapng of a unit that passes its packets on unchanged from port1 to port2:
 *
 * | line | what happens |
 * | --- | --- |
 * | `> USER a`, `< 331 b` | the client says it on the control connection, the server answers |
 * | `data 50000` | the client opens a data connection to this port; `data from 50000`: the server to the client's |
 * | `d> bytes`, `d< bytes` | client or server sends bytes on the latest data connection |
 * | `> !hello`, `< !hello`, `> !finished`, `< !bytes`, `d> !alert 48` | TLS records, on either connection |
 * | `> !fin`, `d< !rst` | one side closes or resets; `d! !rst`: the unit resets to both sides |
 * | `wait 5` | so many seconds pass; otherwise 10 ms between two lines |
 */
export interface Wire {
    client?: string;
    server?: string;
    port?: number;
    /** The newest TLS version that the hellos offer and choose. */
    tls?: 'TLS 1.2' | 'TLS 1.3';
    /** Show the packets of port1 only, or of port2: there they have other sequence numbers, as a proxy's have. */
    oneSide?: boolean | 'port2';
}
export declare const ftpWire: (lines: readonly string[], options?: Wire) => Uint8Array;
/** Both sides of a proxy in one capture: what port1 shows and what port2 shows. */
export declare const twoSided: (near: readonly string[], far: readonly string[]) => Uint8Array;
export type Input = Uint8Array | string;
/** The report on captures (pcap bytes) and logs (text), through the same pipeline as `fgtrace analyze`. */
export declare function analysed(...inputs: readonly Input[]): ReportDocument;
export declare const onWire: (lines: readonly string[], options?: Wire) => ReportDocument;
export declare const login: string[];
/** The codes of all findings on a subject: `C1`, `O1`, `capture`. */
export declare function codesOf({ findings }: ReportDocument, subject: string): string[];
