import type { Sight, World } from './model.js';
interface Span {
    readonly from: number;
    readonly to: number;
}
/** How somebody captured the world: what each source covers, and by which clock it stamps. */
export interface WadView extends Span {
    readonly source: 'wad';
    readonly clock: number;
    /** Two workers' blocks of the same moment are printed through each other. */
    readonly interleaved: boolean;
}
export interface FlowView extends Span {
    readonly source: 'flow';
    readonly clock: number;
    readonly hosts: readonly string[];
    readonly count: number;
}
export interface SnifferView extends Span {
    readonly source: 'sniffer';
    readonly clock: number;
    readonly relative: boolean;
    readonly hosts: readonly string[];
    /** `any`, or the one interface. */
    readonly interface: string;
    /** Only packets of this source address: a capture of one direction. */
    readonly only: string | null;
    readonly hex: boolean;
    readonly summary: boolean;
    readonly loss: number;
}
export interface SessionView extends Span {
    readonly source: 'session';
}
export type View = WadView | FlowView | SnifferView | SessionView;
export interface Printed {
    readonly text: string;
    /** The sight that each line shows, by its index; none for what is around them. */
    readonly sights: readonly (Sight | null)[];
}
/** What a view prints of a world; `lost` are sights that it missed. */
export declare function print(world: World, view: View, lost: ReadonlySet<Sight>): Printed;
/** One entry of a session list. */
export declare function sessionEntry(options: {
    id: number;
    state: string;
    expectation?: boolean;
    helper?: boolean;
    hooks: readonly string[];
    policy: number;
    vdom: number;
}): string[];
export {};
