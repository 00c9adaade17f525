export type Files = Readonly<Record<string, string>>;
/** One way to hurt a sample's captures. */
export interface Hurt {
    name: string;
    files: Files;
    /** The stranger's captures are in them as well. */
    mixed?: boolean;
}
/** Everything that is done to one sample; the stranger's captures carry the same names. */
export declare function hurts(files: Files, stranger: Files): Generator<Hurt>;
