/** The one writer of FortiOS configuration: the lines that a remedy gives to paste. */

/** A name as a FortiOS word: it cannot end the word it is in, or begin a line. */
export function quoted(name: string): string {
  return `"${name.replace(/\p{Cc}/gu, ' ').replace(/["\\]/g, '\\$&')}"`;
}

/** Settings of one entry of a table, in a VDOM; without one where the unit has only one, or none is known. */
export function entry(
  vdom: string | undefined,
  table: string,
  name: string,
  settings: readonly string[],
): string[] {
  return inVdom(vdom, nested(table, [`edit ${name}`, ...indented(settings), 'next']));
}

/** The same of a table that all VDOMs share: where there are several it is reached by way of `config global`. */
export function sharedEntry(
  vdom: string | undefined,
  table: string,
  name: string,
  settings: readonly string[],
): string[] {
  const lines = entry(undefined, table, name, settings);
  return vdom === undefined ? lines : ['config global', ...lines, 'end'];
}

/** Lines inside of `config TABLE`, which need not be an entry: `set` of a table that has none, `clone` of one that has. */
export function inTable(vdom: string | undefined, table: string, lines: readonly string[]): string[] {
  return inVdom(vdom, nested(table, lines));
}

/** A table, or a part of an entry that has settings of its own, such as `config ftps` of an SSL profile. */
export function nested(table: string, lines: readonly string[]): string[] {
  return [`config ${table}`, ...indented(lines), 'end'];
}

function inVdom(vdom: string | undefined, lines: string[]): string[] {
  return vdom === undefined ? lines : ['config vdom', `edit ${quoted(vdom)}`, ...lines, 'end'];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
