import { type Sample } from './sample.js';
export declare const ownership: Sample[];
