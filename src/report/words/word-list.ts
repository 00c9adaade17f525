/** A word of a report, and what it stands for. A word may stand in several places, and means something else in each. */
export interface ReportWord {
  /** As programs get it. */
  readonly word: string;
  /** As people read it, where that differs. */
  readonly printed: string;
  /** Where it stands: `the verdict`. */
  readonly where: string;
  readonly means: string;
}

/** The words of one place. The type of the meanings demands one for each word that can stand there. */
export function meaningsIn<W extends string>(
  where: string,
  means: Readonly<Record<W, string>>,
  printed: Readonly<Partial<Record<string, string>>> = {},
): ReportWord[] {
  return Object.entries<string>(means).map(([word, meaning]) => ({
    word,
    printed: printed[word] ?? word,
    where,
    means: meaning,
  }));
}
