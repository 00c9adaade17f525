import type { Comparison, SubjectPair, TellingLine } from '../../compare/comparison.js';
import { pairTitle, reasons, stageNames, statesOfBoth } from './divergence.js';
import { counted, STAGE_NAME, STATE_NAME, VERDICT_NAME } from '../text/labels.js';

const ANSWER_NAME: Readonly<Record<Comparison['answer'], string>> = {
  alike: 'ALIKE',
  different: 'DIFFERENT',
  'cannot-compare': 'CANNOT BE COMPARED',
};

export const comparisonVerdict = ({ answer }: Comparison): string => ANSWER_NAME[answer];

/** One chapter of a comparison; of the sides each, `good` and `bad` stand beside each other where there is room. */
export interface ComparisonPart {
  readonly title: string;
  readonly good: ComparisonSide | null;
  readonly bad: ComparisonSide | null;
  /** What is said of both. */
  readonly sentences: readonly string[];
  readonly rows: readonly ComparisonRow[];
}

export interface ComparisonSide {
  readonly sentences: readonly string[];
  readonly lines: readonly TellingLine[];
}

/** One line of a table: what, how it is in GOOD and in BAD, and whether it is what counts. */
export interface ComparisonRow {
  readonly name: string;
  readonly good: string;
  readonly bad: string;
  readonly marked: boolean;
}

/** Pairs told in full; the others by their codes. */
const MOST_PAIRS = 3;
const MOST_ROWS = 20;

/** What matters first: where they part, what follows, how long it took, what does not matter, what cannot be compared. */
export function* comparisonParts(found: Comparison): Iterable<ComparisonPart> {
  const { decisive } = found;
  if (decisive !== null) yield decisivePart(decisive);
  if (found.readiness !== null) yield readinessPart(found.readiness);
  const others = [...found.offers, ...found.sessions].filter(
    (pair) => !isSame(pair, decisive) && (pair.answer !== 'alike' || pair.facts.length > 0),
  );
  yield* otherParts(others);
  yield* settingParts(found);
  if (decisive !== null) yield* durationParts(decisive);
  if (found.immaterial.length > 0)
    yield table(
      'What does not matter',
      found.immaterial.map(({ fact, good, bad }) => ({ name: fact, good, bad, marked: false })),
    );
  const open = reasons(found);
  if (open.length > 0) yield { ...EMPTY, title: 'What cannot be compared', sentences: open };
}

const isSame = (a: SubjectPair, b: SubjectPair | null): boolean =>
  b !== null && a.kind === b.kind && a.good.id === b.good.id && a.bad.id === b.bad.id;

const EMPTY: ComparisonPart = { title: '', good: null, bad: null, sentences: [], rows: [] };

const table = (title: string, rows: readonly ComparisonRow[]): ComparisonPart => ({ ...EMPTY, title, rows });

function decisivePart(pair: SubjectPair): ComparisonPart {
  const { parting, stages } = pair;
  return {
    ...sidesOf(pair),
    title: parting === null ? pairTitle(pair) : `${pairTitle(pair)}: ${STAGE_NAME[parting.stage]}`,
    rows: stages.map(({ stage, good, bad }) => ({
      name: STAGE_NAME[stage],
      good: STATE_NAME[good],
      bad: STATE_NAME[bad],
      marked: stage === parting?.stage,
    })),
  };
}

function sidesOf(pair: SubjectPair): ComparisonPart {
  const { good, bad, parting, findings } = pair;
  const side = (
    one: SubjectPair['good'],
    own: readonly string[],
    lines: readonly TellingLine[],
  ): ComparisonSide => ({
    sentences: [
      `${one.title} ${VERDICT_NAME[one.verdict]}, ${one.code}`,
      ...(own.length > 0 ? [`also: ${own.join(', ')}`] : []),
      ...(pair.answer !== 'alike' && one.message !== null && (one.verdict !== 'worked' || own.length > 0)
        ? [one.message]
        : []),
    ],
    lines,
  });
  return {
    ...EMPTY,
    title: pairTitle(pair),
    good: side(good, findings.good, parting?.good.evidence ?? []),
    bad: side(bad, findings.bad, parting?.bad.evidence ?? []),
    sentences: factWords(pair),
  };
}

const factWords = ({ facts }: SubjectPair): string[] =>
  facts.map(({ fact, good, bad }) => `${fact}: ${good} in GOOD, ${bad} in BAD`);

function* otherParts(pairs: readonly SubjectPair[]): Iterable<ComparisonPart> {
  for (const pair of pairs.slice(0, MOST_PAIRS)) {
    const { parting, unseen } = pair;
    const sentences = [
      ...(parting === null ? [] : [`part at ${STAGE_NAME[parting.stage]}: ${statesOfBoth(parting)}`]),
      ...(unseen.length > 0 ? [`one of them does not show: ${stageNames(unseen)}`] : []),
      ...factWords(pair),
    ];
    yield { ...sidesOf(pair), sentences };
  }
  const more = pairs.slice(MOST_PAIRS);
  if (more.length === 0) return;
  const rows = more.slice(0, MOST_ROWS).map(({ good, bad, different }) => ({
    name: `${good.id}, ${bad.id}`,
    good: `${VERDICT_NAME[good.verdict]} ${good.code}`,
    bad: `${VERDICT_NAME[bad.verdict]} ${bad.code}`,
    marked: different,
  }));
  const left = more.length - rows.length;
  yield {
    ...table('Further pairs', rows),
    sentences: left > 0 ? [`… and ${counted(left, 'more pair')}`] : [],
  };
}

const readinessPart = ({ good, bad, messages }: NonNullable<Comparison['readiness']>): ComparisonPart => ({
  ...EMPTY,
  title: 'What the configurations come to',
  good: { sentences: [good.join(', '), messages.good ?? ''], lines: [] },
  bad: { sentences: [bad.join(', '), messages.bad ?? ''], lines: [] },
});

/** Settings that explain it; without one that does, how many differ. */
function* settingParts({ configuration }: Comparison): Iterable<ComparisonPart> {
  if (configuration.length === 0) return;
  const shown = configuration.filter(({ explains }) => explains).slice(0, MOST_ROWS);
  const rows = shown.map(({ path, entry, setting, good, bad, evidence }) => ({
    name: `${path} ${entry}: ${setting}`,
    good: settingAt(good, evidence.good?.line),
    bad: settingAt(bad, evidence.bad?.line),
    marked: true,
  }));
  const left = configuration.length - shown.length;
  yield {
    ...table('Settings that explain it', rows),
    title: rows.length > 0 ? 'Settings that explain it' : 'Settings',
    sentences:
      left > 0
        ? [
            `${counted(left, 'more setting')} differ${left === 1 ? 's' : ''}, and nothing that was found rests on ${left === 1 ? 'it' : 'them'}`,
          ]
        : [],
  };
}

const settingAt = (value: string | null, line: number | undefined): string =>
  value === null ? 'not set' : `${value}${line === undefined ? '' : ` (line ${line})`}`;

function* durationParts({ durations }: SubjectPair): Iterable<ComparisonPart> {
  const rows = durations.map(({ from, to, good, bad, outlier }) => ({
    name: `${STAGE_NAME[from]} to ${STAGE_NAME[to]}`,
    good: `${good.toFixed(3)} s`,
    bad: `${bad.toFixed(3)} s`,
    marked: outlier,
  }));
  if (rows.length > 0) yield table('How long it took', rows);
}
