/** The whole program on some bytes, except for its command line. Throws where a promise is broken. */
export declare function survive(bytes: Uint8Array, chunk?: number): Promise<void>;
