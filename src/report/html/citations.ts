import type { Evidence, ReportDocument, TimelineEntry } from '../../document.js';
import { commonFolder } from '../text/layout.js';
import { logExcerpt } from '../text/log-excerpt.js';
import { markup, type Markup } from './markup.js';

type Place = Pick<Evidence, 'file' | 'line'>;
type Line = Evidence | TimelineEntry;

/** Links to raw lines. Every line that was linked is listed at the end of the page, so that no link leads nowhere. */
export interface Citations {
  readonly link: (line: Line) => Markup;
  /** The link and the whole line. */
  readonly quote: (line: Evidence) => Markup;
  /**
   * Links with what the lines say: a word of the control channel, or the text without time and ids. Lines that say the
   * same are one item.
   */
  readonly gists: (lines: readonly Evidence[]) => Markup;
  readonly cited: () => readonly CitedFile[];
  readonly anchorOf: (place: Place) => string;
}

export interface CitedFile {
  readonly file: string;
  readonly name: string;
  /** By number. */
  readonly lines: readonly Line[];
}

export function citations({ sources, timeline }: Pick<ReportDocument, 'sources' | 'timeline'>): Citations {
  const names = sources.map(({ file }) => file);
  const folder = commonFolder(names);
  const files = new Map<string, Map<number, Line>>(names.map((name) => [name, new Map<number, Line>()]));
  const order = new Map(names.map((name, at) => [name, at + 1]));
  const short = (file: string): string => file.slice(file.startsWith(folder) ? folder.length : 0);
  const linesOf = (file: string): Map<number, Line> => {
    const known = files.get(file) ?? new Map<number, Line>();
    files.set(file, known);
    if (!order.has(file)) order.set(file, order.size + 1);
    return known;
  };
  const anchorOf = ({ file, line }: Place): string => `L${order.get(file) ?? 0}-${line}`;
  const link = (line: Line): Markup => {
    const known = linesOf(line.file);
    if (!known.has(line.line)) known.set(line.line, line);
    return markup`<a class="at" href="#${anchorOf(line)}">${short(line.file)}:${line.line}</a>`;
  };
  return {
    link,
    quote: (line) => markup`<li>${link(line)} <code>${line.text.trim().replace(/\s+/g, ' ')}</code></li>`,
    gists: (lines) => {
      const same = new Map<string, Evidence[]>();
      for (const line of lines) {
        const words = timeline.saidAt?.(line) ?? logExcerpt(line.text);
        same.set(words, [...(same.get(words) ?? []), line]);
      }
      const items = [...same].map(
        ([words, places]) => markup`<li>${places.map(link)} <code>${words}</code></li>`,
      );
      return markup`<ul class="lines">${items}</ul>`;
    },
    anchorOf,
    cited: () =>
      [...files].map(([file, lines]) => ({
        ...{ file, name: short(file) },
        lines: [...lines.values()].sort((a, b) => a.line - b.line),
      })),
  };
}
