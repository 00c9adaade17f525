import type { Analysis } from '../src/analyze.js';

/** Reads captures side by side in log time, as the commands do with large ones. */
export function readSideBySide(
  analysis: Analysis,
  captures: readonly { readonly file: string; readonly text: string }[],
): void {
  const open = captures.map(({ file, text }) => ({ sink: analysis.begin(file), lines: text.split('\n') }));
  while (open.length > 0) {
    const [next] = open.sort((a, b) => a.sink.reached() - b.sink.reached());
    const lines = next?.lines.splice(0, 20) ?? [];
    for (const line of lines) next?.sink.line(line);
    if (next?.lines.length === 0) {
      next.sink.end();
      open.shift();
    }
  }
}
