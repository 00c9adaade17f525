/** All FortiOS configuration that a remedy gives to paste is written here. */

/** A name, quoted for FortiOS: whatever it contains, it cannot end the quotes or begin a new line. */
export function quoted(name: string): string {
  return `"${name.replace(/\p{Cc}/gu, ' ').replace(/["\\]/g, '\\$&')}"`;
}

/**
 * Settings of one entry of a table, inside its VDOM. `vdom` is undefined if the unit has only one, or if none is
 * known.
 */
export function entry(
  vdom: string | undefined,
  table: string,
  name: string,
  settings: readonly string[],
): string[] {
  return inVdom(vdom, nested(table, [`edit ${name}`, ...indented(settings), 'next']));
}

/**
 * An entry of the session helper for FTP on a port. All VDOMs share its table: with several VDOMs it is reached through
 * `config global`.
 */
export function ftpHelperEntry(vdom: string | undefined, port: string): string[] {
  const lines = entry(undefined, 'system session-helper', '0', [
    'set name ftp',
    'set protocol 6',
    `set port ${port}`,
  ]);
  return vdom === undefined ? lines : ['config global', ...lines, 'end'];
}

/**
 * Lines inside `config TABLE` that need not be an entry: `set` for a table without entries, `clone` for one with
 * entries.
 */
export function inTable(vdom: string | undefined, table: string, lines: readonly string[]): string[] {
  return inVdom(vdom, nested(table, lines));
}

/** A table, or a block inside an entry, such as `config ftps` in an SSL profile. */
export function nested(table: string, lines: readonly string[]): string[] {
  return [`config ${table}`, ...indented(lines), 'end'];
}

function inVdom(vdom: string | undefined, lines: string[]): string[] {
  return vdom === undefined ? lines : ['config vdom', `edit ${quoted(vdom)}`, ...lines, 'end'];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
