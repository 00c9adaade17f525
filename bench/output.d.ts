export interface Output {
    text(more: string): void;
    bytes(more: Buffer): void;
    size(): number;
    end(): void;
}
/** A file that is written in blocks. */
export declare function createOutput(file: string): Output;
