import { type Truth } from './truth.js';
import { type View } from './views.js';
export interface Result {
    readonly folder: string;
    readonly truth: Truth;
    readonly views: readonly View[];
    /** The kernel dropped packets of this capture: nothing is judged by it. */
    readonly lost: boolean;
}
/** Lives through one session in namespaces of its own and leaves captures, logs and truth in its folder. */
export declare function live(number: number, seed: number, keep: string, shared: string): Promise<Result>;
/** Sessions that an earlier run kept, to be judged again. */
export declare function kept(keep: string): (() => Result)[];
