import type { OfferOutcome, Stage } from './document.js';
import type { RemedyStep } from './remedy.js';

/** What a code of a report stands for: how it comes about, what shows it, what it is easily taken for, what helps. */
export interface Explanation {
  /** Stable: added to, never renamed. */
  readonly code: string;
  /** The stage that it breaks; of one that works, the last that it needs. */
  readonly stage: Stage;
  /** A remark leaves the verdict to others. */
  readonly verdict: OfferOutcome | 'remark';
  /**
   * How sure its signature is: A stands in vendor or RFC text or was read off real output, B follows from such facts,
   * C is usual behaviour without public FortiOS output, and may only be worded as a possibility.
   */
  readonly grade: 'A' | 'B' | 'C';
  readonly title: string;
  readonly mechanism: string;
  readonly evidence: string;
  /** Codes that look alike, and how to tell them apart. */
  readonly neighbours: Readonly<Record<string, string>>;
  /** The least change first. A line that begins with # says what the lines below it bring along. */
  readonly steps: () => readonly RemedyStep[];
  readonly source: string;
}
