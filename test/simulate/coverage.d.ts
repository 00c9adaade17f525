import type { Scene } from './scene.js';
/** Which parts of the story the captures at hand can show. */
export interface Coverage {
    flow: boolean;
    wad: boolean;
    /** Commands and replies can be read in the hex dump. */
    spelled: boolean;
    /** The final reply of a transfer can be read. */
    closing: boolean;
    /** The bytes of a data connection. */
    bytes: boolean;
    /** The flow trace shows the SYN-ACK of the far end. */
    answersTraced: boolean;
    sniffs(side: 'client' | 'server'): boolean;
    listing: boolean;
    configured: boolean;
}
export declare function covers(scene: Scene): Coverage;
