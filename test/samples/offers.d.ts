import { type Sample } from './sample.js';
export declare const offers: Sample[];
