/** The ends of the paths that tell the inputs apart: folders above them may be named after people. */
export function copyNames(names: readonly string[]): string[] {
  for (let parts = 1; ; parts++) {
    const ends = names.map((name) => endOf(name, parts));
    if (new Set(ends).size === ends.length || parts > MOST_PARTS) return ends;
  }
}

const MOST_PARTS = 40;

const endOf = (path: string, parts: number): string =>
  path
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-parts)
    .join('/');
