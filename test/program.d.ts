import { type SpawnSyncReturns } from 'node:child_process';
export declare const program: string;
/** `npm test` builds first; without a build there is no program to start. */
export declare const built: boolean;
export interface Run {
    cwd?: string;
    input?: string;
    env?: Record<string, string>;
}
/** The built program, as a user starts it: no colour asked for, no terminal anywhere. */
export declare function fgtrace(args: string[], { cwd, input, env }?: Run): SpawnSyncReturns<string>;
export declare const analyze: (args: string[], run?: Run) => SpawnSyncReturns<string>;
export declare const captured: (name: string) => string[];
/** Run inside a sample's folder, so that its files have bare names. */
export declare const inSample: (name: string, ...flags: string[]) => SpawnSyncReturns<string>;
