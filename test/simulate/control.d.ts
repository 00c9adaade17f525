import { type Connection } from './connection.js';
import { type Endpoint } from './net.js';
import { type Scene } from './scene.js';
import type { SessionOptions } from './types.js';
export interface Control {
    connection: Connection;
    client: Endpoint;
    server: Endpoint;
    mapped: Endpoint;
    /** The client as the server sees it. */
    seen: Endpoint;
    id: string;
    opened: boolean;
    /** Somebody ended it before its time. */
    closed: boolean;
    /** What is said on it now travels under TLS. */
    encrypted: boolean;
}
export declare function openControl(scene: Scene, options: SessionOptions, index: number, at: number): {
    control: Control;
    at: number;
};
/** Text as it travels on the control connection: under TLS only its rough length is left. */
export declare function wire(scene: Scene, control: Control, text: string): string;
export declare function endControl(scene: Scene, control: Control, at: number): number;
