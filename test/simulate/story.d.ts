import { type Connection } from './connection.js';
import { type Control } from './control.js';
import type { Scene } from './scene.js';
/**
 * What is said and done, line by line, where no fault of the table tells it:
 *
 * | line | what happens |
 * | --- | --- |
 * | `> CCC`, `< 200 Fine` | client and server say it on the control connection, in clear or under TLS |
 * | `d> 900`, `d< 900` | client or server sends so many bytes on the data connection |
 * | `> !hello`, `< !server-hello`, `< !asking-hello`, `> !finished`, `d> !alert 48`, `< !close`, `d> !cipher 40` | TLS, on either |
 * | `< !fin`, `d> !rst` | one side closes or resets |
 * | `d! !rst` | the unit resets both sides |
 * | `near < …`, `far d> …` | between the unit and the client, or the unit and the server, alone |
 * | `lost < …` | it comes in and is dropped: the unit has forgotten the session |
 * | `wait 5` | so many seconds pass |
 */
export type Story = readonly string[];
export interface Stage {
    scene: Scene;
    control: Control;
    data?: Connection;
    /** The server opened the data connection. */
    active?: boolean;
    /** Of the transfer, for WAD's lines about its replies. */
    verb?: string;
}
/** Plays the lines from `at` on; returns when the last one is over. */
export declare function tell(stage: Stage, at: number, story: Story): number;
