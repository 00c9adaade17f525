/** One thing to do. Its lines can be pasted as they stand, without those of other steps. */
export interface RemedyStep {
  readonly purpose: 'check' | 'change';
  readonly where: 'fortigate' | 'server' | 'client';
  /** Options exclude each other; the steps of one belong together. What comes before any change has the first. */
  readonly option: number;
  readonly title: string;
  /** None where the title says it all. */
  readonly lines: readonly string[];
}
