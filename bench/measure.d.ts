export interface Program {
    readonly name: string;
    readonly command: readonly [string, ...string[]];
    readonly env?: Readonly<Record<string, string>>;
}
export interface Run {
    readonly cpu: number;
    readonly wall: number;
    /** Peak resident set, in MB. */
    readonly memory: number;
    readonly output: string;
}
/** Whether a program is installed. */
export declare function has(name: string): boolean;
/** User and system time of the whole process, as GNU time tells it. */
export declare function run({ name, command, env }: Program): Run;
/** A B C, A B C, …: what else the machine does at a time hurts all of them alike. */
export declare function interleaved(programs: readonly Program[], rounds: number): Map<Program, Run[]>;
export declare function median(values: readonly number[]): number;
