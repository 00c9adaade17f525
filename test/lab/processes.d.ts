import { type ChildProcess } from 'node:child_process';
export interface Ended {
    readonly code: number;
    readonly out: string;
}
/** Runs a program to its end; a program that overstays is killed and ends with 124. */
export declare function run(command: readonly string[], { input, seconds, stamps }?: {
    input?: string | undefined;
    seconds?: number | undefined;
    stamps?: boolean | undefined;
}): Promise<Ended>;
/** Starts a program that serves or watches until it is stopped; what it says goes to a file. */
export declare function start(command: readonly string[], log: string, env?: NodeJS.ProcessEnv): ChildProcess;
export declare function stop(child: ChildProcess, signal?: NodeJS.Signals): Promise<void>;
export declare function stopAll(): void;
export declare const found: (program: string) => boolean;
export declare const sleep: (ms: number) => Promise<void>;
