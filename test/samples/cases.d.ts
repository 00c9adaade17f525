import type { Sample } from './sample.js';
/** Every case that is made; the real capture stands beside them as it was found. */
export declare const samples: Sample[];
