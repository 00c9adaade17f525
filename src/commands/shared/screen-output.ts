import { writeAll } from './buffered-output.js';

/** `--pager` or `--no-pager`; undefined where neither was given. */
let asked: boolean | undefined;
let paging = false;

export function setPager(flag: boolean | undefined): void {
  asked = flag;
}

/** The pager has the terminal, and Ctrl-C is meant for it. */
export const isPaging = (): boolean => paging;

/** What a user who names no pager has at most. */
const USUAL_PAGER = 'less';

/**
 * The program that shows what is longer than the screen, where one is wished for: fgtrace starts none of its own accord.
 */
function pagerCommand(): string | undefined {
  if (asked === false || !process.stdout.isTTY) return undefined;
  const { FGTRACE_PAGER, PAGER } = process.env;
  const named = FGTRACE_PAGER ?? PAGER ?? (asked === true ? USUAL_PAGER : '');
  return named.trim() === '' || named === 'cat' ? undefined : named;
}

/** To standard output; through the pager if it is longer than the screen. */
export async function writeToScreen(pieces: Iterable<string>): Promise<void> {
  const command = pagerCommand();
  if (command === undefined) {
    await writeAll(pieces, process.stdout);
    return;
  }
  const rest = pieces[Symbol.iterator]();
  const head: string[] = [];
  for (let lines = 0; lines < process.stdout.rows;) {
    const next = rest.next();
    if (next.done === true) {
      await writeAll(head, process.stdout);
      return;
    }
    head.push(next.value);
    lines += next.value.split('\n').length - 1;
  }
  const all = (function* (): Iterable<string> {
    yield* head;
    for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
  })();
  const { showInPager } = await import('../../pager/start-pager.js');
  paging = true;
  const isShown = await showInPager(command, all);
  paging = false;
  if (isShown) return;
  process.stderr.write(`There is no pager called ${command.trim()}; see PAGER and FGTRACE_PAGER\n`);
  await writeAll(all, process.stdout);
}
