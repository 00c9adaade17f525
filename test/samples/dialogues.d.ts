import { type Sample } from './sample.js';
export declare const dialogues: Sample[];
