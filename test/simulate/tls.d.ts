import type { Random } from './prng.js';
export declare const record: (type: number, body: string) => string;
export declare const noise: (chance: Random, length: number) => string;
/** Nobody reads it: application data, or an encrypted rest of a handshake. */
export declare const cipher: (chance: Random, length: number, type?: number) => string;
export declare const CHANGE: string;
/** The newest version that the side speaks. */
export type Version = 'TLS 1.2' | 'TLS 1.3';
/** Filled up to `size` bytes by a padding extension, as browsers do. */
export declare function clientHello(chance: Random, version: Version, size?: number): string;
/** Up to TLS 1.2 the certificate follows where everybody can see it. */
export declare function serverHello(chance: Random, version: Version, size?: number, asks?: boolean): string;
export declare const alert: (level: 1 | 2, description: number) => string;
