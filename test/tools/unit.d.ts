import { type Wire } from './ftpwire.js';
import type { Finding, ReportDocument } from '../../src/document.js';
/** A unit with a VIP at 203.0.113.9 for a server at 10.0.0.9, as the flow trace and the configuration print it. */
export interface Story {
    /** Lines for ftpWire: what the client's side of the control connection shows. */
    says?: readonly string[];
    /** The control port before and after the VIP. */
    port?: number;
    mappedPort?: number;
    /** What the flow trace says after the policy: `send to ips`, `run helper-ftp(dir=original)`. */
    control?: readonly string[];
    /** The data SYN: where to, from whom, and what became of it. */
    data?: {
        port: number;
        from?: string;
        becomes: readonly string[];
    };
    config?: string;
    /** WAD's lines of the session, without time and ids. */
    wad?: readonly string[];
    hosts?: {
        client: string;
        vip: string;
    };
    wire?: Wire;
}
export declare const VIP = "203.0.113.9";
export declare const SERVER = "10.0.0.9";
export declare function told(story: Story): ReportDocument;
export declare const PASV: string[];
export declare const AUTH: string[];
/** A configuration with which explicit FTPS works; every argument changes one line of it. */
export declare function configured(...changes: readonly [string, string][]): string;
export declare const flowMode: [string, string];
export declare const denied: {
    port: number;
    becomes: string[];
};
/** Explicit FTPS whose data SYN was denied: no offer can be read. */
export declare const blind: (config: string, story?: Story) => ReportDocument;
/** Plain FTP whose offer can be read. */
export declare const plain: (config: string, story?: Story) => ReportDocument;
export declare function first(report: ReportDocument, subject: string): Finding;
export declare const cites: (finding: Finding, text: string) => boolean;
