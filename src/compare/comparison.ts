import type {
  Evidence,
  OfferOutcome,
  OfferReport,
  Outcome,
  Stage,
  StageDuration,
  StageState,
} from '../document.js';
import type { ConfiguredSetting } from '../events/configured-setting.js';
import type { Ladder } from '../ladder.js';
import type { View } from './views.js';

/**
 * What a comparison comes to. Two captures cannot be compared where one does not show what the other does: nothing
 * then says that they are alike, and nothing that they differ.
 */
export type Answer = 'alike' | 'different' | 'cannot-compare';

/** Of the two that are compared. The names are those of the first and the second argument; they are no verdicts. */
export interface Both<T> {
  readonly good: T;
  readonly bad: T;
}

/** The comparison of two reports, `fgtrace.diff/1`. */
export interface Comparison extends Both<Outcome> {
  readonly schema: 'fgtrace.diff/1';
  readonly answer: Answer;
  readonly different: boolean;
  /** The good report failed and the bad one worked: they may have been given in the wrong order. */
  readonly swapped: boolean;
  /** The pair that explains most; null where no pair does. */
  readonly decisive: SubjectPair | null;
  readonly sessions: readonly SubjectPair[];
  readonly offers: readonly SubjectPair[];
  /** What has no counterpart in the other report. */
  readonly onlyGood: readonly LoneSubject[];
  readonly onlyBad: readonly LoneSubject[];
  /** What the captures of a side do not show and those of the other do. */
  readonly lacking: Both<readonly View[]>;
  /** Settings that differ, those first that explain why the captures part. */
  readonly configuration: readonly SettingDifference[];
  /** Sides that a saved report stands for, which holds no settings, where both had a configuration. */
  readonly settingsUnknown: readonly (keyof Both<unknown>)[];
  /** What the two configurations come to by themselves, where both were given and there is no traffic. */
  readonly readiness: Readiness | null;
  /** What differs and explains nothing: policy ids, releases, addresses. */
  readonly immaterial: readonly Immaterial[];
  /** The ladders of the decisive pair, made on demand; JSON does not hold them. */
  readonly ladders: () => LadderPair | null;
}

/** Two ladders side by side: of each step the row it stands in, and the row in which they part. */
export interface LadderPair extends Both<Ladder> {
  readonly rows: Both<readonly number[]>;
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
  /** That offered it; null of a session, and where nobody could read it. */
  readonly command: OfferReport['command'];
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

export interface Parting extends Both<PartingSide> {
  readonly stage: Stage;
}

export interface StagePair extends Both<StageState> {
  readonly stage: Stage;
}

/** Seconds on both sides. */
export interface DurationPair extends Pick<StageDuration, 'from' | 'to'>, Both<number> {
  /** So much longer on one side that it may be part of the answer. */
  readonly outlier: boolean;
}

export interface SubjectPair extends Both<ComparedSubject> {
  readonly kind: 'session' | 'offer';
  /** False: the failing one has no counterpart, and stands beside one of its kind that worked. */
  readonly matched: boolean;
  readonly answer: Answer;
  readonly different: boolean;
  /** The first stage where the failing side leaves the working one; null where none is known. */
  readonly parting: Parting | null;
  /** Earlier stages that one of them does not show: they may have parted there already. */
  readonly unseen: readonly Stage[];
  readonly stages: readonly StagePair[];
  /** Codes of findings that only one of them has, and that the other's sources would have told. */
  readonly findings: Both<readonly string[]>;
  readonly durations: readonly DurationPair[];
  /** What both reports know of a session and is not the same: how it is inspected, and its TLS. */
  readonly facts: readonly Immaterial[];
}

/** A setting as printed on both sides; null where a side does not set it. */
export interface SettingDifference
  extends Pick<ConfiguredSetting, 'path' | 'entry' | 'setting'>, Both<string | null> {
  /** A finding that tells the two apart cites its entry. */
  readonly explains: boolean;
  readonly evidence: Both<Evidence | null>;
}

/** The codes of both, and the message of the first of each. */
export interface Readiness extends Both<readonly string[]> {
  readonly messages: Both<string | null>;
}

export interface Immaterial extends Both<string> {
  readonly fact: string;
}
