import type { ReportDocument } from '../document.js';
import { json } from './formats/json.js';
import { markdown } from './formats/markdown.js';
import type { Options } from './text/layout.js';
import { text } from './formats/text.js';

/** A report in pieces, to be written one after the other. */
export type Renderer = (document: ReportDocument, options: Options) => Iterable<string>;

export const renderers: Readonly<Record<'text' | 'json' | 'markdown', Renderer>> = { text, json, markdown };
