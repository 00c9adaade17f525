export interface Random {
    next(): number;
    int(min: number, max: number): number;
    pick<T>(list: readonly T[]): T;
    hex(digits: number): string;
    /** A stream of its own, so that printing more noise does not move the ports and sequence numbers. */
    fork(salt: number): Random;
}
/** mulberry32: small, fast, and the same everywhere. */
export declare function random(seed: number): Random;
