import type { ReportDocument } from '../diagnose/document.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import type { Options } from './page.js';
import { text } from './text.js';

/** A report in pieces, to be written one after the other. */
export type Renderer = (document: ReportDocument, options: Options) => Iterable<string>;

export const renderers: Readonly<Record<'text' | 'json' | 'markdown', Renderer>> = { text, json, markdown };
