/** Numbers in [0, 1) that a seed decides (mulberry32), so that a session can be made again. */
export interface Random {
    next(): number;
    below(limit: number): number;
    chance(share: number): boolean;
    pick<T>(choices: readonly T[]): T;
}
export declare function random(seed: number): Random;
