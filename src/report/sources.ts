import type { ReportDocument, SourceSummary } from '../diagnose/document.js';
import { heading, type Page } from './page.js';
import { counted, SOURCE } from './words.js';
import { wrap } from './width.js';

/** What was read, what nobody understood, what was repaired or lost, and what a limit left out. */
export function* sources(on: Page, { sources: all, omitted }: ReportDocument): Iterable<string> {
  yield* heading(on, 'SOURCES');
  for (const source of all) {
    for (const line of wrap(`${source.file}: ${sourceWords(source)}`, on.width - 2, '  ')) yield `  ${line}`;
  }
  const left = Object.entries(omitted).filter(([, count]) => count > 0);
  const words = left.map(([what, count]) => `${count.toLocaleString('en-US')} ${what}`).join(', ');
  if (words !== '')
    for (const line of wrap(`Left out by a limit: ${words}`, on.width - 2, '  ')) yield `  ${line}`;
}

export function sourceWords({ lines, records, unrecognised, damage }: SourceSummary): string {
  const kinds = (['wad', 'flow', 'sniffer', 'session', 'config'] as const)
    .filter((kind) => records[kind] > 0)
    .map((kind) => `${SOURCE[kind]} ${records[kind].toLocaleString('en-US')}`);
  const parts = [
    `${counted(lines, 'line')}; ${kinds.length > 0 ? `records: ${kinds.join(', ')}` : 'no records'}`,
    `${counted(unrecognised, 'line')} not recognised`,
    ...damage.map(({ kind, count, firstLine }) => `${kind} ${count}x from line ${firstLine}`),
  ];
  return parts.join('; ');
}
