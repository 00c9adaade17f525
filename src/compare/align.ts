/** Cells of the table; two captures of thousands of offers each are aligned along its diagonal alone. */
const MOST_CELLS = 4_000_000;

/**
 * Pairs two lists without ever crossing, so that as much as possible that is alike stands beside each other; of equally
 * good pairs the earlier ones. `likeness` of two that must not be paired is 0.
 */
export function align(
  good: number,
  bad: number,
  likeness: (good: number, bad: number) => number,
): [good: number, bad: number][] {
  if (good < bad) return align(bad, good, (a, b) => likeness(b, a)).map(([a, b]) => [b, a]);
  if (bad === 0) return [];
  const table = filled(good, bad, likeness);
  const pairs: [number, number][] = [];
  let [a, b] = [0, 0];
  while (a < good && b < bad) {
    const step = table(a, b);
    if (step === PAIR) pairs.push([a, b]);
    if (step !== SKIP_BAD) a += 1;
    if (step !== SKIP_GOOD) b += 1;
  }
  return pairs;
}

const [PAIR, SKIP_GOOD, SKIP_BAD] = [1, 2, 3];

/**
 * What to do at each place for the highest sum of likeness from there on. Only places near the diagonal are looked at
 * where all would be too many; beyond them the next step leads back.
 */
function filled(
  good: number,
  bad: number,
  likeness: (good: number, bad: number) => number,
): (a: number, b: number) => number {
  const reach = good * bad <= MOST_CELLS ? bad : Math.max(2, Math.floor(MOST_CELLS / good / 2));
  const span = 2 * reach + 1;
  const steps = new Uint8Array(good * span);
  const start = (a: number): number => Math.floor((a * bad) / good) - reach;
  let [row, below] = [new Float64Array(bad + 1), new Float64Array(bad + 1)];
  for (let a = good - 1; a >= 0; a -= 1) {
    [row, below] = [below, row];
    const [first, last] = [Math.max(0, start(a)), Math.min(bad - 1, start(a) + span - 1)];
    // Of the row before the last one; the diagonal moves on by one place at the most.
    row[last + 1] = 0;
    if (first > 0) row[first - 1] = 0;
    for (let b = last; b >= first; b -= 1) {
      const alike = likeness(a, b);
      const [paired, skipped, passed] = [alike + (below[b + 1] ?? 0), below[b] ?? 0, row[b + 1] ?? 0];
      const best = Math.max(paired, skipped, passed);
      row[b] = best;
      const skip = skipped === best ? SKIP_GOOD : SKIP_BAD;
      steps[a * span + b - start(a)] = alike > 0 && paired === best ? PAIR : skip;
    }
  }
  return (a, b) => {
    if (b < start(a)) return SKIP_BAD;
    return steps[a * span + b - start(a)] ?? SKIP_GOOD;
  };
}
