import { type Session } from './attempt.js';
/** A word of the control channel as a client tells it, or that it dials. */
export type Line = {
    readonly at: number;
    readonly kind: 'command' | 'reply';
    readonly text: string;
} | {
    readonly at: number;
    readonly kind: 'dial' | 'open';
};
/** The port that a 227, 229, PORT or EPRT names. */
export declare function portIn(text: string): number | null;
/** Follows a dialogue: replies answer commands in their order, a 1yz reply keeps its command waiting. */
export declare function follow(lines: readonly Line[]): Omit<Session, 'exit'>;
