import type { ReportDocument } from '../../src/document.js';
import type { Captures } from './remade.js';
/** The report on texts and pcaps by name; a pcap is read last, as the command does. */
export declare function analyseAny(files: Captures): ReportDocument;
