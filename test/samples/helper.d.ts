import { type Sample } from './sample.js';
export declare const helper: Sample[];
