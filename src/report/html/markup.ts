import { xml } from '../text/escape-xml.js';

const RAW = Symbol('markup');

/** HTML that is safe to print. Only `markup` and `trusted` make it, so no text of a log can pass for it. */
export interface Markup {
  readonly [RAW]: string;
}

type Part = string | number | Markup | readonly Markup[];

/** Text in a template is escaped, for elements and quoted attributes alike; only markup stays as it is. */
export function markup(words: readonly string[], ...parts: readonly Part[]): Markup {
  let raw = words[0] ?? '';
  parts.forEach((part, at) => {
    raw += rawOf(part) + (words[at + 1] ?? '');
  });
  return { [RAW]: raw };
}

export const NOTHING: Markup = { [RAW]: '' };

/** For the page's own style and script, which contain no outside text and must not be escaped. */
export const trusted = (raw: string): Markup => ({ [RAW]: raw });

export function rawOf(part: Part): string {
  if (typeof part === 'string') return xml(part);
  if (typeof part === 'number') return String(part);
  return RAW in part ? part[RAW] : part.map((one) => one[RAW]).join('');
}

/**
 * Markup that a browser with scripts parses only when it is asked for: thousands of stories would take seconds to
 * open. A browser without scripts shows it at once.
 */
export const onDemand = (content: Markup): Markup => markup`<noscript>${content}</noscript>`;
