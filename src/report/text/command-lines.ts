import { widthOf, wrap } from './width.js';

/**
 * A command ready to paste. FortiOS continues a line that ends in a backslash, so a wide command is broken at blanks
 * outside quotes. One without such a blank stays whole: too wide it can still be pasted, broken elsewhere it cannot.
 * Each further line of a comment begins with its own `#`.
 */
export function* commandLines(command: string, width: number, indent: string): Iterable<string> {
  const own = /^ */.exec(command)?.[0] ?? '';
  if (command.startsWith(`${own}#`)) {
    for (const line of wrap(command.slice(own.length), width - own.length, '# ')) yield indent + own + line;
    return;
  }
  let line = '';
  for (const word of words(command.slice(own.length))) {
    if (line !== '' && widthOf(`${own}${line} ${word} \\`) > width) {
      yield `${indent}${own}${line} \\`;
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  yield indent + own + line;
}

const words = (text: string): string[] => text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|[^ ])+/g) ?? [];
