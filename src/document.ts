import type { ConfiguredSetting } from './events/configured-setting.js';
import type { Source } from './events/record.js';
import type { Unit } from './events/unit.js';
import type { OfferCommand } from './ftp.js';
import type { Ladder } from './ladder.js';
import type { Endpoint } from './net.js';
import type { RemedyStep } from './remedy.js';

/** The report as programs see it: `fgtrace.report/1`. All renderers and `diff` read this and nothing else. */
export interface ReportDocument {
  readonly schema: 'fgtrace.report/1';
  readonly tool: { readonly name: 'fgtrace'; readonly version: string };
  /** The FortiGate, where the input names it. */
  readonly unit: Unit | null;
  readonly verdict: Outcome;
  readonly summary: string;
  /** Not there where the whole of the captures is told. */
  readonly chosen?: Chosen;
  /** How many originals of each kind pseudonyms stand for; not there where nothing was redacted. */
  readonly redacted?: Readonly<Record<string, number>>;
  readonly sources: readonly SourceSummary[];
  readonly clocks: readonly ClockSummary[];
  readonly controlSessions: readonly ControlSessionReport[];
  readonly offers: readonly OfferReport[];
  readonly expectations: readonly ExpectationReport[];
  readonly dataFlows: readonly DataFlowReport[];
  readonly findings: readonly Finding[];
  readonly timeline: Entries;
  readonly totals: Readonly<Record<string, number>>;
  readonly omitted: Readonly<Record<string, number>>;
  /** Rows that precede those of the lists above and are too many for memory. The printed report has them in its lists. */
  readonly settled?: SpooledRows;
  /** The ladder of an offer that is told in full, made on demand: thousands of offers have one, and few are drawn. */
  readonly ladderOf?: (offer: string) => Ladder | undefined;
  /** What the configuration sets, for a comparison; no report prints it. */
  readonly settings?: () => readonly ConfiguredSetting[];
}

/** Timeline entries, made one by one while they are read: all at once they would take most of a report's memory. */
export interface Entries extends Iterable<TimelineEntry> {
  readonly length: number;
  /** Who said what on the control channel in this line, if it holds a word of it: its text is only a packet's header. */
  readonly saidAt?: (line: Pick<Evidence, 'file' | 'line'>) => string | undefined;
}

/** The lists of a report that grow with the capture. */
export interface Rows {
  readonly controlSessions: ControlSessionReport;
  readonly offers: OfferReport;
  readonly expectations: ExpectationReport;
  readonly dataFlows: DataFlowReport;
  readonly findings: Finding;
}
export type RowsOf = <K extends keyof Rows>(name: K) => Iterable<Rows[K]>;
export type SpooledRows = { readonly [K in keyof Rows]: Iterable<Rows[K]> };

/** What was chosen of the captures: verdict, summary, lists and totals are of that alone. */
export interface Chosen {
  /** The criteria as they were given: `{ "session": ["C3"] }`. */
  readonly by: Readonly<Record<string, readonly string[]>>;
  /** The times that were given, on the reference clock; null where none was, or where no clock tells. */
  readonly since: string | null;
  readonly until: string | null;
  /** How many there are, chosen or not. */
  readonly of: { readonly controlSessions: number; readonly offers: number };
}

/** As it stands on a command line: `--host 10.0.0.1 --verdict failed,inconclusive`. */
export function criteriaInWords({ by }: Pick<Chosen, 'by'>): string {
  return Object.entries(by)
    .map(([name, values]) => `--${name} ${values.join(',')}`)
    .join(' ');
}

export type Outcome = 'worked' | 'failed' | 'inconclusive';
/** Those that somebody has to look into come first. */
export const OFFER_OUTCOMES = ['failed', 'inconclusive', 'worked', 'unused'] as const;
export type OfferOutcome = (typeof OFFER_OUTCOMES)[number];
export type Confidence = 'proven' | 'likely' | 'possible';
export type Pinhole = 'hit' | 'opened' | 'not-opened' | 'not-needed' | 'unknown';

export interface Evidence {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A key for the place of a line. */
export const placeOfLine = ({ file, line }: Pick<Evidence, 'file' | 'line'>): string => `${line} ${file}`;

export interface SourceSummary {
  readonly file: string;
  readonly lines: number;
  readonly records: Readonly<Record<Source, number>>;
  readonly unrecognised: number;
  readonly damage: readonly { readonly kind: string; readonly count: number; readonly firstLine: number }[];
}

export interface ClockSummary {
  readonly source: Source;
  readonly file: string;
  readonly reference: boolean;
  readonly offsetSeconds: number;
  readonly uncertaintySeconds: number;
  readonly zoneSeconds: number | null;
  readonly method: 'syn-sequence' | 'tuple' | 'assumed' | 'given';
  /** Pairs: the reference's line, then this clock's. */
  readonly proof: readonly (readonly [Evidence, Evidence])[];
}

export const STAGES = [
  'control',
  'offer',
  'expectation',
  'syn',
  'admission',
  'nat',
  'clientLeg',
  'serverLeg',
  'transfer',
] as const;
export type Stage = (typeof STAGES)[number];
export type StageState = 'seen' | 'failed' | 'missing' | 'not-captured' | 'not-needed';
export interface StageReport {
  readonly stage: Stage;
  readonly state: StageState;
  readonly evidence: readonly Evidence[];
}

export interface ControlSessionReport {
  readonly id: string;
  /** Of the first that is seen of it, on the reference clock; null where no clock tells. */
  readonly time: string | null;
  readonly client: Endpoint | null;
  readonly server: Endpoint | null;
  readonly mappedServer: Endpoint | null;
  readonly sessionId: string | null;
  readonly vdom: string | null;
  readonly policy: string | null;
  readonly inspection: 'proxy' | 'helper' | 'none' | 'unknown';
  readonly tls: 'explicit' | 'implicit' | 'none' | 'unknown';
  readonly verdict: Outcome;
  readonly code: string;
  readonly stages: readonly StageReport[];
  readonly evidence: readonly Evidence[];
}

export interface TransferReport {
  /** `RETR`, `LIST`…; null where only replies tell of it. */
  readonly command: string | null;
  readonly replies: readonly { readonly code: number; readonly time: string | null }[];
}

export interface StageDuration {
  readonly from: Stage;
  readonly to: Stage;
  readonly seconds: number;
}

export interface OfferReport {
  readonly id: string;
  readonly control: string | null;
  /** Of the first that is seen of it, on the reference clock; null where no clock tells. */
  readonly time: string | null;
  /** Null for an implied offer: a pinhole was hit or listed, and no readable offer explains it. */
  readonly command: OfferCommand | null;
  readonly endpoint: Endpoint;
  readonly external: Endpoint | null;
  readonly expectation: string | null;
  readonly dataFlow: string | null;
  readonly pinhole: Pinhole;
  readonly verdict: OfferOutcome;
  readonly code: string;
  /** Null where the verdict is `inconclusive`: nothing is claimed. */
  readonly confidence: Confidence | null;
  /** The transfer that used it; null where nothing tells of one. */
  readonly transfer: TransferReport | null;
  /** Seconds from each stage that has a time to the next; none where its stamps are too coarse to tell. */
  readonly durations: readonly StageDuration[];
  readonly stages: readonly StageReport[];
  readonly evidence: readonly Evidence[];
}

export interface ExpectationReport {
  readonly id: string;
  readonly control: string | null;
  readonly offer: string | null;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly mapped: Endpoint | null;
  readonly openedBy: 'wad' | 'helper' | 'unknown';
  readonly claimedBy: string | null;
  readonly evidence: readonly Evidence[];
}

export type LegState = 'open' | 'syn-only' | 'refused' | 'not-seen' | 'not-captured';
export interface LegReport {
  readonly interface: string | null;
  readonly state: LegState;
}
export interface DataFlowReport {
  readonly id: string;
  readonly offer: string | null;
  readonly initiator: Endpoint;
  readonly destination: Endpoint;
  readonly mapped: Endpoint | null;
  readonly synSequence: number | null;
  readonly admittedBy: 'expectation' | 'policy' | 'denied' | 'unknown';
  readonly policy: string | null;
  readonly clientLeg: LegReport;
  readonly serverLeg: LegReport;
  readonly evidence: readonly Evidence[];
}

export interface Finding {
  readonly code: string;
  /** An id (`O1`, `C2`, …) or `capture`. */
  readonly subject: string;
  /** Of the subject: a remark on a worked offer says `worked`. The first finding of a subject is its cause. */
  readonly verdict: OfferOutcome;
  readonly confidence: Confidence;
  readonly message: string;
  /** Of its first line that has a time, on the reference clock. */
  readonly time: string | null;
  readonly evidence: readonly Evidence[];
  /** What to look at, and what to change. */
  readonly steps: readonly RemedyStep[];
  /** The lines of the first option for the FortiGate. */
  readonly fix: readonly string[];
  /** Commands that would settle what is open. */
  readonly next: readonly string[];
}

export interface TimelineEntry {
  /** RFC 3339 on the reference clock with six decimals; null where nothing anchors it. */
  readonly time: string | null;
  readonly printed: string | null;
  readonly source: Source;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly control: string | null;
  readonly offer: string | null;
  readonly count: number;
  /** Where the line holds a word of the control channel: the command, a reply's number, and what was said. */
  readonly command?: string;
  readonly code?: number;
  readonly said?: string;
}
