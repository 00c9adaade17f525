import type { FormatName, Outcome } from '../src/library/index.js';

/** What the page asks of the worker, one thing at a time. */
export type Question =
  | { readonly ask: 'report'; readonly files: readonly NamedFile[]; readonly isRedacted: boolean }
  | { readonly ask: 'print'; readonly format: FormatName }
  | { readonly ask: 'evidence' };

/** A file under its path in the folder that was dropped. */
export interface NamedFile {
  readonly name: string;
  readonly data: Blob;
}

export type Answer =
  | { readonly tell: 'progress'; readonly bytes: number }
  | { readonly tell: 'warning'; readonly sentence: string }
  | { readonly tell: 'report'; readonly report: Told }
  | { readonly tell: 'file'; readonly file: Blob }
  | { readonly tell: 'failure'; readonly message: string; readonly suggestions: readonly string[] };

/** What the page itself shows of a report; all else stands in the printed ones. */
export interface Told {
  readonly verdict: Outcome;
  readonly summary: string;
  /** The redacted copies, and what was replaced in them. */
  readonly copies: readonly NamedFile[];
  readonly sentence: string | null;
}
