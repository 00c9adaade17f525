export declare const ODD: readonly (readonly [pattern: RegExp, instead: readonly string[]])[];
/** Whole lines that lie: about lengths, about nesting, about what they continue. */
export declare const LINES: readonly string[];
export declare const replacing: (text: string, pattern: RegExp, nth: number, instead: string) => string;
