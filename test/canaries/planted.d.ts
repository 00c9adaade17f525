export declare const CANARY: RegExp;
export interface Planted {
    readonly files: Readonly<Record<string, Uint8Array>>;
    /** What each canary was planted in, by its number. */
    readonly places: readonly string[];
}
/** Every form of a secret in every source, each with a number of its own. */
export declare function planted(): Planted;
