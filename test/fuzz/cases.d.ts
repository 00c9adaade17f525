import fc, { type Arbitrary } from 'fast-check';
/** A capture, or two in one, with a few things wrong. */
export declare const hurtText: fc.Arbitrary<string>;
export declare const CASES: Readonly<Record<string, Arbitrary<Uint8Array>>>;
