import type { Format, WorldName } from './make.js';
import type { Program } from './measure.js';
/** What fgtrace may cost, as a share of what the peer costs on the same file. */
export interface Peer extends Program {
    readonly goal: number;
}
/** The programs that a user has at hand for the same question, by the format that they read. */
export declare function peersOf(format: Format, world: WorldName, file: string, folder: string): readonly Peer[];
