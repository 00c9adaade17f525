/** A part of a text, from the first character to the one behind its last. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** Where a group of a match stands, of an expression with the flag `d`. */
export function groupSpan(match: RegExpExecArray, name: string): TextSpan {
  const [from = 0, to = 0] = match.indices?.groups?.[name] ?? [];
  return { from, to };
}

/** What of the spans stands behind a place, counted from there: the text before it was looked through already. */
export function spansBehind(spans: readonly TextSpan[], place: number): TextSpan[] {
  return spans
    .filter(({ to }) => to > place)
    .map(({ from, to }) => ({ from: Math.max(0, from - place), to: to - place }));
}

/** In order, and of those that overlap the one that begins first, the longest. */
export function apart<S extends TextSpan>(spans: readonly S[]): S[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: S[] = [];
  let end = 0;
  for (const span of sorted) {
    if (span.from < end || span.to <= span.from) continue;
    kept.push(span);
    end = span.to;
  }
  return kept;
}

/** In order, those that overlap in one. */
export function united(spans: readonly TextSpan[]): TextSpan[] {
  const kept: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = kept.at(-1);
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
    else if (to > from) kept.push({ from, to });
  }
  return kept;
}

export function overlap(a: TextSpan, b: TextSpan): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The text with other words in places that are apart and in order. */
export function withReplaced<S extends TextSpan>(
  text: string,
  places: readonly S[],
  words: (place: S) => string,
): string {
  let out = '';
  let at = 0;
  for (const place of places) {
    out += text.slice(at, place.from) + words(place);
    at = place.to;
  }
  return out + text.slice(at);
}
