// East Asian Wide and Fullwidth, and what terminals draw as emoji. Ambiguous characters count as narrow, as in
// terminals.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
// The only marks that the table package counts as zero columns. Counting the others as one is safe: never too wide.
const MARK = /[\u0300-\u036f]/;

function columnsOf(character: string): number {
  if (WIDE.test(character)) return 2;
  return MARK.test(character) ? 0 : 1;
}

/** Columns of a terminal that plain text takes. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

/** The length in UTF-16 units of the beginning that fits into `width` columns; at least one character. */
function fitting(text: string, width: number): number {
  let columns = 0;
  let at = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > width && at > 0) return at;
    at += character.length;
  }
  return at;
}

/** Cuts the end to fit `width` columns; … shows that something is missing. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return width < 2 ? '…' : `${text.slice(0, fitting(text, width - 1)).trimEnd()}…`;
}

/** Cuts the front to fit `width` columns, so that a path keeps its name and line number. */
export function cutFront(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let over = widthOf(text) - width + 1;
  let at = 0;
  for (const character of text) {
    if (over <= 0) break;
    over -= columnsOf(character);
    at += character.length;
  }
  return `…${text.slice(at)}`;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Wraps at blanks into lines of at most `width` columns; a word that is too long is broken anywhere. All lines but
 * the first are indented by `hang`.
 */
export function wrap(text: string, width: number, hang = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/ +/).filter((one) => one !== '')) {
    const columns = (): number => width - (lines.length > 0 ? hang.length : 0);
    if (line !== '' && widthOf(line) + 1 + widthOf(word) <= columns()) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(lines.length > 0 ? hang + line : line);
    while (widthOf(word) > columns()) {
      const at = fitting(word, columns());
      lines.push((lines.length > 0 ? hang : '') + word.slice(0, at));
      word = word.slice(at);
    }
    line = word;
  }
  if (line !== '') lines.push(lines.length > 0 ? hang + line : line);
  return lines;
}
