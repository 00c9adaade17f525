import type { ReportDocument } from '../../src/document.js';
/**
 * The cases whose reports are kept whole, for people to look at and for changes of wording to show. Together they
 * have every source, every state of every stage, every sort of verdict, command, inspection and damage of all cases,
 * which test/samples.test.ts asks of them. Of the others stands what matters, so that wording touches few files.
 */
export declare const WHOLE: readonly string[];
type Expected = Readonly<Record<'expected.json' | 'expected.txt', string | undefined>>;
/** The files that stand beside the captures of a case; `undefined` is a file that does not. */
export declare function expected(name: string, document: ReportDocument): Expected;
export {};
