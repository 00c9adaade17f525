import type { Comparison, ComparedSubject, Parting, SubjectPair } from '../../compare/comparison.js';
import type { View } from '../../compare/views.js';
import { place } from '../text/layout.js';
import { SOURCE_NAME, STAGE_NAME, STATE_NAME } from '../text/labels.js';

/** Where the two reports part. If they seem to be in the wrong order, that is said first. */
export function whereTheyPart(found: Comparison): string {
  const turned = found.swapped ? 'GOOD failed and BAD worked, so they may be the wrong way round. ' : '';
  if (found.readiness !== null) return turned + readinessSentence(found);
  if (found.answer === 'alike') return alikeSentence(found);
  if (found.answer === 'cannot-compare') return turned + openSentence(found);
  const { decisive } = found;
  return (
    turned + (decisive === null ? `GOOD is ${found.good}, BAD is ${found.bad}.` : pairSentence(decisive))
  );
}

function readinessSentence({ answer, readiness, configuration }: Comparison): string {
  const codes = (side: 'good' | 'bad'): string => readiness?.[side].join(', ') ?? '';
  if (answer === 'alike')
    return `No difference: there is no traffic, and both configurations come to ${codes('good')}.`;
  const settings = configuration
    .filter(({ explains }) => explains)
    .map(({ path, entry, setting }) => `${setting} of ${path} ${entry}`);
  const why = settings.length > 0 ? ` The settings: ${few(settings, 6)}.` : '';
  return `The two configurations are not judged alike: ${codes('good')} in GOOD, ${codes('bad')} in BAD.${why}`;
}

function alikeSentence({ good, offers, sessions }: Comparison): string {
  if (good === 'worked') return 'No difference: both worked, stage by stage.';
  if (good === 'inconclusive')
    return 'No difference: both are inconclusive, and show the same, stage by stage.';
  const failed = [...offers, ...sessions].find((pair) => pair.good.verdict === 'failed');
  const cause = failed === undefined ? '' : `: ${failed.good.code} of ${who(failed)}`;
  return `No difference: both failed, and of the same cause${cause}.`;
}

/** Two that cannot be compared: what both come to, and what keeps them from being compared. */
function openSentence(found: Comparison): string {
  const { decisive, offers, sessions, good, bad } = found;
  if (offers.length + sessions.length === 0) return `There is no common traffic. ${trafficWords(found)}`;
  const ends =
    decisive === null
      ? `GOOD ${ENDED[good]}, BAD ${ENDED[bad]}; what both show is alike`
      : `${capital(who(decisive))}: ${bothEnded(decisive)}`;
  return `${ends}. ${reasons(found)[0] ?? ''}`.trimEnd();
}

function trafficWords({ onlyGood, onlyBad }: Comparison): string {
  const count = (lone: Comparison['onlyGood']): string =>
    lone.length === 0 ? 'no control session and no offer' : few(lone.map(({ id }) => id));
  return `GOOD shows ${count(onlyGood)}, BAD shows ${count(onlyBad)}.`;
}

/** What one side does not show, in sentences. */
export function reasons(found: Comparison): string[] {
  const { lacking, decisive } = found;
  const without = withoutCounterpart(found);
  return [
    ...lacks('GOOD', lacking.good),
    ...lacks('BAD', lacking.bad),
    ...found.settingsUnknown.map(
      (side) =>
        `The settings cannot be compared: ${side.toUpperCase()} is a saved report, which does not hold them.`,
    ),
    ...(decisive !== null && decisive.unseen.length > 0 ? [hidden(decisive)] : []),
    ...(without === '' ? [] : [`${capital(without)}.`]),
  ];
}

function lacks(name: string, views: readonly View[]): string[] {
  const sources = views.flatMap((view) => (isLeg(view) ? [] : [SOURCE_NAME[view]]));
  const legs = views.flatMap((view) => (isLeg(view) ? [STAGE_NAME[view]] : []));
  return [
    ...(sources.length > 0 ? [`${name} has no ${sources.join(', no ')}.`] : []),
    ...(legs.length > 0 ? [`The sniffer of ${name} shows no packet of the ${legs.join(' and the ')}.`] : []),
  ];
}

const isLeg = (view: View): view is 'clientLeg' | 'serverLeg' => view === 'clientLeg' || view === 'serverLeg';

/** `only GOOD has O2; only BAD has O5` */
export function withoutCounterpart({ onlyGood, onlyBad }: Comparison): string {
  const of = (name: string, lone: Comparison['onlyGood']): string[] =>
    lone.length > 0 ? [`only ${name} has ${few(lone.map(({ id }) => id))}`] : [];
  return [...of('GOOD', onlyGood), ...of('BAD', onlyBad)].join('; ');
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const MOST_IDS = 12;

const few = (all: readonly string[], most = MOST_IDS): string =>
  all.length <= most ? all.join(', ') : `${all.slice(0, most).join(', ')} and ${all.length - most} more`;

function pairSentence(pair: SubjectPair): string {
  const { parting, findings, good, bad } = pair;
  const verdicts = [good.verdict, bad.verdict];
  const ends = bothEnded(pair);
  if (verdicts.every((verdict) => verdict === 'failed'))
    return `Both fail, of different causes: ${who(pair)}, ${ends}.`;
  if (verdicts.every((verdict) => verdict === 'worked') && parting === null) {
    const told = [
      ...findings.good.map((code) => `${code} in GOOD`),
      ...findings.bad.map((code) => `${code} in BAD`),
    ];
    return `Both worked, and not in the same way: ${who(pair)}, ${told.length > 0 ? told.join(', ') : ends}.`;
  }
  if (parting === null) return `No stage tells why ${who(pair)} differ: ${ends}.`;
  const both = verdicts.every((verdict) => verdict === 'worked') ? 'Both worked. ' : '';
  const blind = pair.unseen.length > 0 ? ` ${hidden(pair)}` : '';
  return `${both}They part at ${where(pair, STAGE_NAME[parting.stage])}: ${statesOfBoth(parting)}; ${ends}.${blind}`;
}

const where = (pair: SubjectPair, stage: string): string =>
  pair.kind === 'session' ? who(pair) : `the stage "${stage}" of ${who(pair)}`;

const FAILING: readonly [name: string, is: (good: string, bad: string) => boolean][] = [
  ['BAD', (_, bad) => bad === 'failed'],
  ['GOOD', (good) => good === 'failed'],
];

/** Where the failing side does not show the stages between, it may have broken there already. */
function hidden({ unseen, good, bad, answer }: SubjectPair): string {
  const names = stageNames(unseen);
  if (answer === 'cannot-compare') return `One of them does not show: ${names}.`;
  const failing = FAILING.find(([, is]) => is(good.verdict, bad.verdict))?.[0] ?? 'One of them';
  return `${failing} does not show: ${names}. They may part there already, which cannot be compared.`;
}

const who = ({ kind, matched, good, bad }: SubjectPair): string => {
  const commands = new Set([good, bad].map(({ command }) => command ?? 'the implied offer'));
  const name = kind === 'session' ? 'the control session' : [...commands].join(' and ');
  return `${name} (${good.id} and ${bad.id}${matched ? '' : ', which have no counterpart of their own'})`;
};

export const pairTitle = (pair: SubjectPair): string =>
  who(pair)
    .replace(/^(?:the control session)/, 'Control sessions')
    .replace(/[()]/g, '');

const ENDED = { worked: 'worked', failed: 'failed', inconclusive: 'is inconclusive', unused: 'was not used' };

const ended = (name: string, { verdict, code }: ComparedSubject): string =>
  `${name} ${ENDED[verdict]} (${code})`;

const bothEnded = ({ good, bad }: SubjectPair): string => `${ended('GOOD', good)}, ${ended('BAD', bad)}`;

/** `seen in GOOD (good.txt:109), FAILED in BAD (bad.txt:109)` */
export function statesOfBoth({ good, bad }: Parting): string {
  const at = ({ evidence: [line] }: Parting['good']): string => (line ? ` (${place(line)})` : '');
  return `${STATE_NAME[good.state]} in GOOD${at(good)}, ${STATE_NAME[bad.state]} in BAD${at(bad)}`;
}

export const stageNames = (stages: SubjectPair['unseen']): string =>
  stages.map((stage) => STAGE_NAME[stage]).join(', ');
