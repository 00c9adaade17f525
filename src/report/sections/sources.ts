import type { ReportDocument, SourceSummary } from '../../document.js';
import { heading, type Page } from '../text/layout.js';
import { counted, grouped, SOURCE_NAME } from '../text/labels.js';
import { wrap } from '../text/width.js';

/** What was read, which lines no parser knew, what was repaired or lost, and what a limit left out. */
export function* sources(on: Page, { sources: all, omitted, tool }: ReportDocument): Iterable<string> {
  yield* heading(on, 'SOURCES');
  for (const source of all) {
    for (const line of wrap(`${source.file}: ${sourceWords(source)}`, on.width - 2, '  ')) yield `  ${line}`;
  }
  for (const words of omissions(omitted))
    for (const line of wrap(words, on.width - 2, '  ')) yield `  ${line}`;
  yield `  read by ${tool.name} ${tool.version}`;
}

const OMISSION_WORDS: Readonly<Record<string, string>> = {
  offers: 'told in brief: offers',
  controlSessions: 'told in brief: control sessions',
  findings: 'left out: findings that say no more than the verdict of an offer told in brief',
  legs: 'not remembered: connections that no session explained',
  wadLines: 'not remembered: WAD lines amid long sessions, of offers of which nothing was refused',
  sessionsOver: 'judged before the input ended: control sessions that were over',
  sessionsCut: 'judged before the input ended, to keep memory small: control sessions that may have gone on',
};

/** What a limit left out, a sentence each. */
export function omissions(omitted: ReportDocument['omitted']): string[] {
  return Object.entries(omitted)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${OMISSION_WORDS[name] ?? `left out: ${name}`}: ${grouped(count)}`);
}

export function sourceWords({ lines, records, unrecognised, damage }: SourceSummary): string {
  const kinds = (['wad', 'flow', 'sniffer', 'session', 'config'] as const)
    .filter((kind) => records[kind] > 0)
    .map((kind) => `${SOURCE_NAME[kind]} ${grouped(records[kind])}`);
  const parts = [
    `${counted(lines, 'line')}; ${kinds.length > 0 ? `records: ${kinds.join(', ')}` : 'no records'}`,
    `${counted(unrecognised, 'line')} not recognised`,
    ...damage.map(({ kind, count, firstLine }) => `${kind} ${count}x from line ${firstLine}`),
  ];
  return parts.join('; ');
}
