import type { End, World } from './model.js';
import type { Plan } from './offer.js';
export interface SessionPlan {
    readonly client: End;
    readonly server: End;
    readonly start: number;
    readonly pid: number;
    readonly fault: string;
    readonly transfers: readonly Plan[];
    /** A session list is taken after so many transfers. */
    readonly listedAfter: number | null;
    readonly idle421: boolean;
}
export declare function playSession(world: World, plan: SessionPlan): void;
/** Packets that have nothing to do with any offer: web traffic, a scanner, errors about others. */
export declare function noise(world: World, plan: SessionPlan): void;
