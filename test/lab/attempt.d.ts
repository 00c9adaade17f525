import type { Command } from './scenario.js';
/** One offer as the client lived it: what it asked for, whether it dialled or was dialled, and what came of it. */
export interface Attempt {
    command: Command;
    /** The port that the client dials, or waits at. */
    port: number | null;
    /** The answer to the command of the offer. */
    code: number | null;
    offeredAt: number;
    /** When the client dialled, or was dialled. */
    dialledAt: number | null;
    opened: boolean;
    verb: string | null;
    /** The answers to the verb in their order. */
    replies: number[];
    bytes: number;
    /** Null where the size is not known beforehand: a listing. */
    expected: number | null;
    endedAt: number | null;
    /** The client broke the transfer off of its own will. */
    aborted: boolean;
}
export interface Session {
    readonly attempts: Attempt[];
    /** Replies to anything else than offers and verbs, in their order, with the command before a blank. */
    readonly dialogue: string[];
    readonly loggedIn: boolean;
    readonly exit: number;
}
export declare const attempt: (command: Command, at: number) => Attempt;
