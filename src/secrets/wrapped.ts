import { mayHoldSecret, secretSettings, secretsInLine } from './in-line.js';
import { spansBehind, type TextSpan } from './span.js';

/** Terminals have 80 columns and more, and mail is folded near 72. */
const SHORTEST = 60;
/** So much is looked through again with the next line. */
const LONGEST = 4000;
/** A word that introduces a secret is no longer. */
const AT_SEAM = 40;

/** What begins something of its own, and so is not the rest of the line above. */
const BEGINS =
  /^\s*(?:$|\[|\d{4}-\d\d-\d\d|\d+\.\d{6} |\d{10,19} |\d\d:\d\d:\d\d|<\d{1,3}>|[A-Z][a-z]{2} [ \d]\d \d\d:|[*<>{}] |id=\d|trace_id=|session6? info|(?:proto|state|hook|misc|serial|interfaces|filters|origin|reply)\b.?=|(?:statistic|orgin|origin|reply|removed command|redirect|(?:Control|Expect) session)\b|(?:config|edit|set|unset|append|next|end)\b|0x[\da-f]{4}\s|[\da-f]{4,8}(?: - |: )|ftp> ?|\d{3}[ -]|[\w.@-]{0,64} ?(?:\([^()]*\) ?)*[#$>] |-----)/;

/** Finds, line by line, the rest of a secret that a terminal or a mail cut: its beginning stands in the line above. */
export function createSeamFinder(): (line: string, table: string) => readonly TextSpan[] {
  let above = '';
  return (line, table) => {
    const rest = restIn(above, line, table);
    const isCutAgain = rest.some(({ to }) => to === line.length) && above.length < LONGEST;
    if (line.length < SHORTEST) above = '';
    else above = isCutAgain ? above + line : line;
    return rest;
  };
}

export function beginsItsOwn(line: string): boolean {
  return BEGINS.test(line);
}

function restIn(above: string, line: string, table: string): TextSpan[] {
  if (above === '' || BEGINS.test(line)) return [];
  if (!mayHoldSecret(above) && !mayHoldSecret(above.slice(-AT_SEAM) + line.slice(0, AT_SEAM))) return [];
  // A terminal cuts anywhere and may swallow a blank.
  return ['', ' '].flatMap((seam) => {
    const joined = above + seam + line;
    const spans = [...secretsInLine(joined), ...secretSettings(joined, table)];
    return spansBehind(spans, above.length + seam.length);
  });
}
