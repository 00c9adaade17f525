export const everySample = process.env['EVERY_SAMPLE'] === '1';

/**
 * A share of the cases, one of each `parts`: where each is judged in dozens of ways, all of them take longer than a
 * contributor waits. `nth` shifts it, so that several tests with a share each come to all cases between them.
 * `EVERY_SAMPLE=1`, as in the nightly workflow, takes all.
 */
export function share<T>(cases: readonly T[], parts: number, nth = 0): T[] {
  if (everySample) return [...cases];
  return cases.filter((_, at) => (at + nth) % parts === 0);
}
