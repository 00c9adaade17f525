import { isTerminalWidth } from '../../events/terminal-width.js';
import { flow, sniffer, snifferAtWidth, wad, wadAtWidth, type Grammar } from './open-records.js';
import type { Start } from '../../events/record-start.js';

const AT_WIDTH = { flow: null, wad: wadAtWidth, sniffer: snifferAtWidth };
const SURE = { flow, wad, sniffer };

/** The grammar of a record that goes on, or may go on, after the end of its line of this length. */
export function openGrammar(text: string, start: Start, length: number): Grammar | null {
  const cut = isTerminalWidth(length);
  if (start !== null) {
    if (SURE[start].open(text)) return SURE[start];
    return cut ? AT_WIDTH[start] : null;
  }
  if (/^[CE]\w{5,6} session tuple/.test(text)) return wad.open(text) ? wad : null;
  if (/^\d/.test(text)) return [wad, sniffer].find((grammar) => grammar.open(text)) ?? null;
  return cut && text.startsWith('redirect: ') ? wadAtWidth : null;
}

/** Whether these lines together still lack an end. */
export function stillOpen(grammar: Grammar, lines: readonly string[]): boolean {
  return grammar.open(lines.join('')) && grammar.open(lines.join(' '));
}

const LONGEST_RECORD = 1000;

/**
 * The one record that these lines make, or null. A terminal cuts anywhere, a page at a blank: each seam is tried
 * without and with one, the likelier first.
 */
export function joinLines(grammar: Grammar, lines: readonly string[]): string | null {
  if (lines.reduce((sum, line) => sum + line.length, 0) > LONGEST_RECORD) return null;
  const from = (head: string, at: number): string | null => {
    const next = lines[at];
    if (next === undefined) return grammar.whole(head) ? head : null;
    const seams = head.endsWith(' ') || /^ \S/.test(next) ? [' ', ''] : ['', ' '];
    for (const seam of seams) {
      const whole = from(head.trimEnd() + seam + next.trimStart(), at + 1);
      if (whole !== null) return whole;
    }
    return null;
  };
  return from(lines[0] ?? '', 1) ?? unknown(grammar, lines);
}

/** Joins a message that the catalogue does not know, of another release or with masked addresses: it must be closed. */
function unknown(grammar: Grammar, lines: readonly string[]): string | null {
  const text = lines.join('');
  const cut = lines.slice(0, -1).every((line) => isTerminalWidth(line.length));
  return cut && grammar.closed?.(text) ? text : null;
}

const OTHER =
  /^\s*(?:session info:|interfaces=\[|filters=\[|\d+ packets |removed command|redirect: |(?:Control|Expect) session|config |edit |set |unset |append |next\b|end\b|0x[\da-f]{4}\s|[\w.-]+(?: ?\([^()]*\))? ?[#$] |# )/;

/** Whether the line begins something of its own, and so does not continue a record. */
export function beginsOther(text: string): boolean {
  return OTHER.test(text);
}
