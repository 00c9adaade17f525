import type { Redaction } from '../../src/redact/redaction.js';
/** A key of our own, so that a failure happens again. */
export declare const TEST_SECRET: Buffer<ArrayBuffer>;
/** The texts, redacted together, under the same names. */
export declare function redactedTexts(captures: Readonly<Record<string, string>>, { secret, shift }?: {
    readonly secret?: Buffer;
    readonly shift?: number;
}): {
    texts: Record<string, string>;
    redaction: Redaction;
};
