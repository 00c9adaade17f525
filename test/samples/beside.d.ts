import { type Sample } from './sample.js';
export declare const beside: Sample[];
