import type { Comparison } from '../../src/compare/comparison.js';
/**
 * The same answer; or that it cannot be compared, all or the stage that they part at with all sources. Where the whole
 * does not show the stage that the other names, it says that they may have parted there already.
 */
export declare function agrees(whole: Comparison, other: Comparison): boolean;
