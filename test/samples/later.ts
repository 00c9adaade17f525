import type { Later } from './sample.js';

/** Cases whose rule is missing as yet: the simulated unit can tell the story, the analyzer not yet its cause. */
export const laters: Later[] = [];
