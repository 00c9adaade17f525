export interface Found {
    readonly place: string;
    /** As `/…/flags`; undefined where it is put together when the program runs. */
    readonly literal: string | undefined;
    readonly text: string;
}
/** Every regular expression in src, literal or made. */
export declare function regularExpressions(): Found[];
