import { readReplyLine } from './ftp.js';

export interface Reply {
  readonly code: number;
  /** All its lines, joined by a blank. */
  readonly text: string;
}

const MAX_TEXT = 2048;

/**
 * Puts replies of several lines together, from `220-` to `220 `. Any text may stand between them, even lines that begin
 * with other codes. 'open': more lines must follow; null: the line is no reply.
 */
export function createReplyReader(): (line: string, unsure: boolean) => Reply | 'open' | null {
  let open: Reply | undefined;

  return (line, unsure) => {
    if (unsure) open = undefined;
    const reply = readReplyLine(line);
    if (open === undefined && reply === null) return null;
    const own = reply !== null && (open === undefined || open.code === reply.code);
    const text = joined(open?.text, own ? reply.text : line.trim());
    const code = open?.code ?? reply?.code ?? 0;
    open = own && reply.last ? undefined : { code, text };
    return open === undefined ? { code, text } : 'open';
  };
}

function joined(before: string | undefined, words: string): string {
  if (before === undefined || before === '') return words.slice(0, MAX_TEXT);
  return words === '' || before.length >= MAX_TEXT ? before : `${before} ${words}`.slice(0, MAX_TEXT);
}
