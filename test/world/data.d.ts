import { type Connection } from './connection.js';
import { type Dialog } from './control.js';
import type { StageName, TrueOffer } from './model.js';
import { type Plan } from './offer.js';
export declare const broke: (offer: TrueOffer, stage: StageName) => void;
/** Dials as the plan has it; answers the open connection, or null and when the dialling side gave up. */
export declare function dial(dialog: Dialog, offer: TrueOffer, plan: Plan): {
    connection: Connection | null;
    time: number;
};
/** Bytes over an open data connection, then its end; answers when, or null if they never came through. */
export declare function carry(dialog: Dialog, offer: TrueOffer, plan: Plan, connection: Connection, time: number): number | null;
