/**
 * A share of the cases, one of each `parts`: where each is judged in dozens of ways, all of them take longer than a
 * contributor waits. `nth` shifts it, so that several tests with a share each come to all cases between them.
 * `EVERY_SAMPLE=1`, as in the nightly workflow, takes all.
 */
export declare function share<T>(cases: readonly T[], parts: number, nth?: number): T[];
