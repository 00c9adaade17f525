import type { ReportDocument } from '../../src/document.js';
import { type Judgement } from './judge.js';
import type { Sight, World } from './model.js';
import { type View } from './print.js';
/** One way in which a world is captured. */
export interface Trial {
    readonly seed: number;
    readonly variant: string;
    readonly world: World;
    readonly complete: boolean;
    readonly files: Readonly<Record<string, string>>;
    readonly report: ReportDocument;
    readonly judgement: Judgement;
}
interface Variant {
    readonly name: string;
    readonly views: readonly View[];
    readonly lost: ReadonlySet<Sight>;
}
/** As it was captured; without one source; with one sight lost; begun late; ended early. */
export declare function variants(world: World, views: readonly View[]): Variant[];
export declare function trials(seed: number): Generator<Trial>;
export {};
