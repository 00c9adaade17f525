/** Who and where, each in the ways that logs, prompts, commands and people write it. `original` finds what was left of it. */
export declare const NAMED: readonly {
    readonly what: string;
    readonly original: RegExp;
    readonly forms: readonly string[];
}[];
/** What is known from elsewhere in the captures is meant by these as well. */
export declare const SPELLED: readonly (readonly [plain: string, original: RegExp, ...forms: string[]])[];
