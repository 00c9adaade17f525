import { type Sample } from './sample.js';
/** Other releases, address families, clients and clocks. */
export declare const edges: Sample[];
