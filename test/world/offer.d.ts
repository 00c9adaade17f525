import { type Dialog } from './control.js';
import type { Reason } from './dial.js';
import type { Command, Mark, Role, TrueOffer } from './model.js';
/** What happens to one offer. */
export interface Plan {
    readonly command: Command;
    readonly verb: 'RETR' | 'STOR' | 'LIST';
    readonly fault: string;
    readonly reason: Reason;
    /** Offers the port of an earlier offer once more. */
    readonly port: number;
    readonly dialsFirst: boolean;
    /** Commands that the client sends while the transfer runs. */
    readonly pipelined: readonly ('NOOP' | 'STAT' | 'CWD')[];
    readonly pause: number;
}
export declare const mark: (offer: TrueOffer, ...roles: Role[]) => Mark[];
export declare const isActive: (word: Command) => boolean;
/** The offer passes; null if the exchange broke off (the offer may exist all the same). */
export declare function makeOffer(dialog: Dialog, plan: Plan): {
    offer: TrueOffer | null;
    passed: boolean;
};
