import type { ReportDocument } from '../../src/document.js';
import type { Sample } from './sample.js';
/** The cases in the order of what somebody sees who has one of them. */
export declare function indexPage(samples: readonly Sample[], reports: ReadonlyMap<string, ReportDocument>): string;
