import type { ReportDocument } from '../../src/document.js';
/** The names of texts in the order in which the command reads files. */
export declare function inputOrder(files: Readonly<Record<string, string>>): string[];
/** The report on texts by name. */
export declare function analyse(files: Readonly<Record<string, string>>): ReportDocument;
/** As it comes out of a pipe, where nothing is cut; or as on a screen of 80 columns. */
export declare const print: (document: ReportDocument, format: "text" | "json", whole?: boolean) => string;
