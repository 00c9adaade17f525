import stringWidth from 'string-width';

/** Columns of a terminal that plain text takes, as the table package counts them. */
export function widthOf(text: string): number {
  // Nearly all text is ASCII, which needs no tables.
  return /^[ -~]*$/.test(text) ? text.length : stringWidth(text);
}

/** The length in UTF-16 units of the beginning that fits into `width` columns; at least one character. */
function fitting(text: string, width: number): number {
  let columns = 0;
  let at = 0;
  for (const character of text) {
    columns += widthOf(character);
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
    over -= widthOf(character);
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
