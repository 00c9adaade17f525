import { type ReportDocument, type Stage, type StageReport, type StageState } from '../src/document.js';
import type { Ladder } from '../src/ladder.js';
export declare const stages: (states: Partial<Record<Stage, [StageState, ...number[]]>>, file?: string) => StageReport[];
/** The real capture, judged by hand. */
export declare const worked: ReportDocument;
export declare const FIX: string[];
/** The same capture with one changed line: the data SYN finds no pinhole and is denied. */
export declare const failed: ReportDocument;
/** The control channel alone was captured. */
export declare const inconclusive: ReportDocument;
/** The client asked twice and used the first offer never. */
export declare const unused: ReportDocument;
/** 500 offers in 50 control sessions: 40 denied, 3 open, the others worked. */
export declare function many(): ReportDocument;
export declare const HOSTILE: string[];
/** Every text that can come from a log or a command line is one of the above, also the name of the file. */
export declare function hostile(text: string): ReportDocument;
/** A ladder of which every word comes from a log. */
export declare function hostileLadder(text: string): Ladder;
