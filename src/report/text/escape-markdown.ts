import { plain } from './sanitize.js';

// An invisible joiner is put behind these: escaping alone does not keep code hosts from making mentions and links of
// them.
const REFERENCE = /[@#!~%&$^](?=\w)|GH-(?=\d)|https?:(?=\/\/)|ftps?:(?=\/\/)|www(?=\.)|mailto:|xmpp:/gi;
const MARKS = /[\\`*_[\]|~$]/g;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '&': '&amp;' };
// Signs that make a list, a heading or a rule when a line begins with them.
const BEGINNING = /^(?:[-+=](?!\w)|[#>])/;
const NUMBER = /^(\d+)([.)])(?=\s|$)/;

/** Escapes text so that Markdown renders it as it is: no markup, link, mention or HTML. */
export function prose(text: string): string {
  return plain(text)
    .trim()
    .replace(REFERENCE, '$&\u2060')
    .replace(MARKS, '\\$&')
    .replace(/[<&]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(BEGINNING, '\\$&')
    .replace(NUMBER, '$1\\$2');
}

/** A code span, also inside a table. Renderers disagree about escaped pipes there, so a pipe is replaced by ¦. */
export function code(text: string): string {
  const shown = plain(text).trim().replaceAll('|', '¦');
  if (shown === '') return '-';
  const ticks = '`'.repeat(longestRun(shown) + 1);
  return ticks.length > 1 ? `${ticks} ${shown} ${ticks}` : ticks + shown + ticks;
}

/**
 * A fenced block whose fence is longer than any run of backticks inside. `run`: the longest run, if the caller knows
 * it.
 */
export function* fenced(lines: Iterable<string>, run: number): Iterable<string> {
  const fence = '`'.repeat(Math.max(3, run + 1));
  yield `${fence}text`;
  for (const line of lines) yield plain(line);
  yield fence;
}

export function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}

export function* block(lines: readonly string[]): Iterable<string> {
  yield* fenced(
    lines,
    lines.reduce((most, line) => Math.max(most, longestRun(plain(line))), 0),
  );
}

export function* markdownTable(
  head: readonly string[],
  body: readonly (readonly string[])[],
): Iterable<string> {
  yield `| ${head.join(' | ')} |`;
  yield `|${' --- |'.repeat(head.length)}`;
  for (const row of body) yield `| ${row.join(' | ')} |`;
}
