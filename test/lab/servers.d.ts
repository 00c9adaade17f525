import type { ChildProcess } from 'node:child_process';
import { type Network } from './namespaces.js';
import type { Scenario, ServerName } from './scenario.js';
/** Debian lets only one FTP server be installed; others may lie unpacked below this folder. */
export declare const UNPACKED: string;
export declare function programOf(server: ServerName): string | null;
export interface Place {
    /** What a session keeps for itself: configurations, logs, captures. */
    readonly folder: string;
    /** What all sessions share: the files that are served, certificates. */
    readonly shared: string;
}
/** Starts the server of the scenario and waits until it listens. */
export declare function serve(net: Network, scenario: Scenario, place: Place): Promise<ChildProcess>;
/** The sizes of the files that every server offers. */
export declare const FILES: Readonly<Record<string, number>>;
/** The files, users and certificates that all sessions share. */
export declare function furnish(shared: string): Promise<void>;
