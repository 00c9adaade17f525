import { readFileSync } from 'node:fs';

import { createAnalysis } from '../../src/analyze.js';
import { memoryStore } from '../../src/correlate/fold/evidence-store.js';
import type { ReportDocument } from '../../src/document.js';
import { inOrder } from '../../src/input/input-order.js';
import { formats } from '../../src/report/formats/index.js';

// From the folder in which tests run: `npm run world` bundles this file to another place.
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const HEAD = 64 * 1024;

/** The names of texts in the order in which the command reads files. */
export function inputOrder(files: Readonly<Record<string, string>>): string[] {
  const inputs = Object.entries(files).map(([name, text]) => ({
    name,
    size: undefined,
    container: 'text' as const,
    head: text.slice(0, HEAD),
    read: () => Promise.resolve(),
  }));
  return inOrder(inputs).map(({ name }) => name);
}

/** The report on texts by name. */
export function analyse(files: Readonly<Record<string, string>>): ReportDocument {
  const analysis = createAnalysis({ store: memoryStore(), offsets: new Map(), detail: 1000, version });
  for (const name of inputOrder(files)) {
    const sink = analysis.begin(name);
    const text = files[name] ?? '';
    // The newline at the end of a text ends its last line and begins none.
    if (text !== '') for (const line of text.replace(/\n$/, '').split('\n')) sink.line(line);
    sink.end();
  }
  return analysis.report();
}

/** As it comes out of a pipe, where nothing is cut; or as on a screen of 80 columns. */
export const print = (document: ReportDocument, format: 'text' | 'json', whole = true): string =>
  [...formats[format].report(document, { width: 80, colour: false, detail: 1000, whole })].join('');
