import { type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Scenario } from './scenario.js';
/** A data connection that somebody may open. */
export interface Waiting {
    open(): Promise<Socket>;
    close(): void;
}
export interface Data {
    listen(): Promise<{
        port: number;
        waiting: Waiting;
    }>;
    dial(host: string, port: number): Promise<Socket>;
    protect(socket: Socket): Promise<Socket | null>;
    send(data: Socket, verb: string, name: string): Promise<void>;
    receive(data: Socket): Promise<void>;
}
/** What the scripted server does on data connections. */
export declare function dataOf({ quirk, port20 }: Scenario, shared: string, secure: (socket: Socket) => TLSSocket): Data;
