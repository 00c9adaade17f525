import { batchHtml } from './html.js';
import { batchJson } from './json.js';
import { batchMarkdown } from './markdown.js';
import { batchNdjson } from './ndjson.js';
import type { BatchFormat } from './printer.js';
import { batchText } from './text.js';

/** Every way to print a batch, by the name that `--format` takes. */
export const batchFormats = {
  text: batchText,
  json: batchJson,
  ndjson: batchNdjson,
  markdown: batchMarkdown,
  html: batchHtml,
} satisfies Record<string, BatchFormat>;

export type BatchFormatName = keyof typeof batchFormats;
export const batchFormatNames = Object.keys(batchFormats) as BatchFormatName[];
