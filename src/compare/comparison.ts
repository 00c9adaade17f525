import type { Evidence, OfferOutcome, Outcome, Stage, StageState } from '../document.js';
import type { Source } from '../events/record.js';
import type { Ladder } from '../ladder.js';

/**
 * What a comparison comes to. Two captures cannot be compared where one does not show what the other does: nothing
 * then says that they are alike, and nothing that they differ.
 */
export type Answer = 'alike' | 'different' | 'cannot-compare';

/**
 * The comparison of two reports, `fgtrace.diff/1`. `good` and `bad` only name the first and the second argument; they
 * are no verdicts.
 */
export interface Comparison {
  readonly schema: 'fgtrace.diff/1';
  readonly answer: Answer;
  readonly different: boolean;
  readonly good: Outcome;
  readonly bad: Outcome;
  /** The good report failed and the bad one worked: they may have been given in the wrong order. */
  readonly swapped: boolean;
  /** The pair that explains most; null where no pair does. */
  readonly decisive: SubjectPair | null;
  readonly sessions: readonly SubjectPair[];
  readonly offers: readonly SubjectPair[];
  /** What has no counterpart in the other report. */
  readonly onlyGood: readonly LoneSubject[];
  readonly onlyBad: readonly LoneSubject[];
  /** Sources that a side lacks and the other has. */
  readonly lacking: { readonly good: readonly Source[]; readonly bad: readonly Source[] };
  /** Settings that differ, those first that explain why the captures part. */
  readonly configuration: readonly SettingDifference[];
  /** What the two configurations come to by themselves, where both were given and there is no traffic. */
  readonly readiness: Readiness | null;
  /** What differs and explains nothing: policy ids, releases, addresses. */
  readonly immaterial: readonly Immaterial[];
  /** The ladders of the decisive pair, made on demand; JSON does not hold them. */
  readonly ladders: () => LadderPair | null;
}

/** Two ladders side by side: of each step the row it stands in, and the row in which they part. */
export interface LadderPair {
  readonly good: Ladder;
  readonly bad: Ladder;
  readonly rows: { readonly good: readonly number[]; readonly bad: readonly number[] };
  readonly parting: number | null;
}

export interface LoneSubject {
  readonly id: string;
  readonly verdict: OfferOutcome;
  readonly code: string;
}

/** A session or an offer as one of the two reports has it. */
export interface ComparedSubject extends LoneSubject {
  /** `PASV 10.0.0.1:50000`, or `client -> server` of a session. */
  readonly title: string;
  /** Why it came to its verdict, in a sentence; null where the report has none. */
  readonly message: string | null;
}

/** A line that tells the two apart; `said` are the words of the control channel that it holds. */
export interface TellingLine extends Evidence {
  readonly said?: string;
}

export interface PartingSide {
  readonly state: StageState;
  readonly evidence: readonly TellingLine[];
}

export interface Parting {
  readonly stage: Stage;
  readonly good: PartingSide;
  readonly bad: PartingSide;
}

export interface StagePair {
  readonly stage: Stage;
  readonly good: StageState;
  readonly bad: StageState;
}

export interface DurationPair {
  readonly from: Stage;
  readonly to: Stage;
  readonly good: number;
  readonly bad: number;
  /** So much longer on one side that it may be part of the answer. */
  readonly outlier: boolean;
}

export interface SubjectPair {
  readonly kind: 'session' | 'offer';
  /** False: the failing one has no counterpart, and stands beside one of its kind that worked. */
  readonly matched: boolean;
  readonly good: ComparedSubject;
  readonly bad: ComparedSubject;
  readonly answer: Answer;
  readonly different: boolean;
  /** The first stage where the failing side leaves the working one; null where none is known. */
  readonly parting: Parting | null;
  /** Earlier stages that one of them does not show: they may have parted there already. */
  readonly unseen: readonly Stage[];
  readonly stages: readonly StagePair[];
  /** Codes of findings that only one of them has, and that the other's sources would have told. */
  readonly findings: { readonly good: readonly string[]; readonly bad: readonly string[] };
  readonly durations: readonly DurationPair[];
  /** What both reports know of a session and is not the same: how it is inspected, and its TLS. */
  readonly facts: readonly Immaterial[];
}

export interface SettingDifference {
  /** `firewall policy`, `5`, `inspection-mode`. */
  readonly path: string;
  readonly entry: string;
  readonly setting: string;
  /** As printed; null where the side does not set it. */
  readonly good: string | null;
  readonly bad: string | null;
  /** A finding that tells the two apart cites its entry. */
  readonly explains: boolean;
  readonly evidence: { readonly good: Evidence | null; readonly bad: Evidence | null };
}

export interface Readiness {
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly messages: { readonly good: string | null; readonly bad: string | null };
}

export interface Immaterial {
  readonly fact: string;
  readonly good: string;
  readonly bad: string;
}
