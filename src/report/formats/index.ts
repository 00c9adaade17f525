import type { Format } from './format.js';
import { html } from './html.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import { text } from './text.js';

/** Every format by the name that `--format` takes; help lists them in this order. */
export const formats = { text, json, markdown, html } satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];

type ComparisonFormatName = {
  [Name in FormatName]: (typeof formats)[Name] extends Required<Format> ? Name : never;
}[FormatName];
export const comparisonFormatNames = formatNames.filter(
  (name): name is ComparisonFormatName => 'comparison' in formats[name],
);
