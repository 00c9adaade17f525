import type { Source } from '../../events/record.js';
import type {
  ClockSummary,
  Confidence,
  LegState,
  OfferOutcome,
  Pinhole,
  Stage,
  StageState,
} from '../../document.js';

/** The stage names in reports for people; programs get the document's own. */
export const STAGE_NAME: Readonly<Record<Stage, string>> = {
  control: 'control session',
  offer: 'offer',
  expectation: 'pinhole',
  syn: 'data SYN',
  admission: 'let through',
  nat: 'translation',
  clientLeg: 'client side',
  serverLeg: 'server side',
  transfer: 'transfer',
};

export const STATE_NAME: Readonly<Record<StageState, string>> = {
  seen: 'seen',
  failed: 'FAILED',
  missing: 'MISSING',
  'not-captured': 'not captured',
  'not-needed': 'not needed',
};

/** What a state means if no line can be quoted for it. */
export const STATE_WITHOUT_LINE: Readonly<Record<StageState, string>> = {
  seen: '',
  failed: '',
  missing: 'the capture would have shown it',
  'not-captured': 'no source shows it',
  'not-needed': '',
};

export const VERDICT_NAME: Readonly<Record<OfferOutcome, string>> = {
  worked: 'WORKED',
  failed: 'FAILED',
  inconclusive: 'INCONCLUSIVE',
  unused: 'UNUSED',
};

export const PINHOLE_WORDS: Readonly<Record<Pinhole, string>> = {
  hit: 'pinhole hit',
  opened: 'pinhole opened',
  'not-opened': 'no pinhole for it',
  'not-needed': 'no pinhole needed',
  unknown: 'pinhole not captured',
};

export const LEG_WORDS: Readonly<Record<LegState, string>> = {
  open: 'open',
  'syn-only': 'SYN only',
  refused: 'refused',
  'not-seen': 'silent',
  'not-captured': 'not captured',
};

export const SOURCE_NAME: Readonly<Record<Source, string>> = {
  wad: 'WAD debug',
  flow: 'flow trace',
  sniffer: 'sniffer',
  session: 'session list',
  config: 'configuration',
};

export const CLOCK_METHOD_WORDS: Readonly<Record<ClockSummary['method'], string>> = {
  'syn-sequence': 'proved by SYNs that both clocks stamped',
  tuple: 'from connections that both clocks stamped',
  assumed: 'assumed',
  given: 'as given on the command line',
};

/** `1,234,567`. Not by `toLocaleString`: loading ICU's language data takes longer than printing a short report. */
export const grouped = (count: number): string =>
  count < 1000
    ? String(count)
    : `${grouped(Math.floor(count / 1000))},${String(count % 1000).padStart(3, '0')}`;

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/**
 * How sure a code is, in words that follow it. Nothing is said for INSUFFICIENT_EVIDENCE: there is nothing that could
 * be proven.
 */
export function sureness(
  code: string,
  confidence: Confidence | null,
  word: (sure: Confidence) => string,
): string {
  return confidence === null || code === 'INSUFFICIENT_EVIDENCE' ? '' : word(confidence);
}

export const inParentheses = (word: string): string => ` (${word})`;
