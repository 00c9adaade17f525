import type { FoundEvidence } from './smallest-evidence.js';
import type { SourceLine } from './source-line.js';

/** The first line, by which `analyze` knows printed evidence again; the lines under each name are one input. */
export const EVIDENCE_MARK = '# fgtrace evidence';

/** Line by line, each with its newline. */
export function* evidenceText({ lines, isMinimal }: FoundEvidence): Iterable<string> {
  const fewest = isMinimal ? '' : ', not minimal (there were too many to try)';
  yield `${EVIDENCE_MARK}: ${lines.length} lines${fewest}; fgtrace analyze - reads them again\n`;
  for (const line of evidenceLines(lines)) yield `${line}\n`;
}

/** The lines of each file under its name. */
export function* evidenceLines(lines: readonly SourceLine[]): Iterable<string> {
  let before: string | undefined;
  for (const { file, text } of lines) {
    if (file !== before) yield `# ${file.replace(/[\p{Cc}]/gu, '?')}`;
    before = file;
    yield text;
  }
}
