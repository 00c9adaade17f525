import type { ReportDocument, SourceSummary } from '../../document.js';
import { foreignIn } from '../../events/foreign.js';
import { isLargelyUnread, LOSSES, UNREADABLE } from '../../events/damage.js';
import type { Unit } from '../../events/unit.js';
import { counted, SOURCE_NAME, sureness } from '../text/labels.js';
import { omissions } from './sources.js';
import { subjectList, type FindingGroup } from './grouped-findings.js';

/** A fact of the first screen: its name, and what there is to say. */
export type GlanceFact = readonly [name: 'When' | 'Cause' | 'Weakened' | 'Unit', words: string];

/** When it happened, why and how sure that is, what weakens it, and which unit it was. Nothing is said of what is unknown. */
export function glance(document: ReportDocument, deciding: readonly FindingGroup[]): GlanceFact[] {
  const facts: GlanceFact[] = [];
  const [lead] = deciding;
  if (lead?.first.time != null) facts.push(['When', whenOf(lead, lead.first.time)]);
  const causes = deciding.filter(({ first }) => first.verdict === document.verdict);
  if (causes.length > 0 && document.verdict === 'failed') facts.push(['Cause', causesOf(causes)]);
  const weak = weaknesses(document, deciding);
  if (weak.length > 0) facts.push(['Weakened', `${weak.join('; ')}.`]);
  if (document.unit !== null) facts.push(['Unit', unitWords(document.unit)]);
  return facts;
}

/** `2021-07-26 14:38:59.734576, O1 and 2 more` */
function whenOf({ subjects }: FindingGroup, time: string): string {
  const stamp = time.replace('T', ' ').replace('.000000', '');
  return `${stamp}, ${subjectList(subjects)}`;
}

const MOST_CAUSES = 4;

/** Counted: of hundreds of offers one arbitrary sentence says little. */
function causesOf(causes: readonly FindingGroup[]): string {
  const named = causes.slice(0, MOST_CAUSES).map(({ first, subjects }) => {
    const times = causes.length > 1 || subjects.length > 1 ? `${subjects.length}x ` : '';
    return `${times}${first.code}${sureness(first.code, first.confidence, (word) => `, ${word}`)}`;
  });
  const more = causes.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${counted(more, 'more cause')}` : ''}`;
}

/** `branch-7 FortiGate-60E FortiOS 6.2.3 build 1066` */
export function unitWords({ model, version, build, hostname }: Unit): string {
  const release = version === null ? null : `FortiOS ${version}`;
  return [hostname, model, release, build === null ? null : `build ${build}`]
    .filter((one) => one !== null)
    .join(' ');
}

const MOST_DAMAGES = 2;
/** What a reader should know before he relies on the verdict. Where all of it is proven, no source is missing. */
export function weaknesses(
  { verdict, sources, omitted }: ReportDocument,
  deciding: readonly FindingGroup[],
): string[] {
  // A README beside the captures weakens nothing.
  const read = sources.filter(
    ({ records, damage }) => Object.values(records).some((count) => count > 0) || damage.some(isUnreadable),
  );
  const isOpen =
    verdict === 'inconclusive' ||
    deciding.some(
      ({ first }) =>
        first.verdict === 'inconclusive' || (first.verdict === 'failed' && first.confidence !== 'proven'),
    );
  const missing = (['wad', 'flow', 'sniffer'] as const).filter((kind) =>
    sources.every(({ records }) => records[kind] === 0),
  );
  // What is told in brief was judged with all its lines; what was not remembered may be what is missing.
  const { legs = 0, wadLines = 0, sessionsCut = 0 } = omitted;
  const forgotten = { legs, wadLines, sessionsCut };
  const damages = read.flatMap(damageOf);
  const unread = read.filter(({ lines, unrecognised }) => isLargelyUnread(lines, unrecognised));
  return [
    ...(missing.length > 0 && isOpen
      ? [`not given: ${missing.map((kind) => SOURCE_NAME[kind]).join(', ')}`]
      : []),
    ...unread.map(
      ({ file, unrecognised }) => `${file}: ${counted(unrecognised, 'line')} that nothing recognised`,
    ),
    ...sources.flatMap(foreignWords),
    ...damages.slice(0, MOST_DAMAGES),
    ...(damages.length > MOST_DAMAGES ? [`more damage in ${damages.length - MOST_DAMAGES} places`] : []),
    ...omissions(forgotten),
  ];
}

function foreignWords({ file, damage }: SourceSummary): string[] {
  const foreign = foreignIn(damage);
  return foreign === undefined ? [] : [`${file}: not read: ${foreign.is}`];
}

/** What was repaired without loss weakens nothing. */
const damageOf = ({ file, damage }: SourceSummary): string[] =>
  damage
    .filter(({ kind }) => LOSSES.has(kind))
    .map((one) =>
      isUnreadable(one)
        ? `${file} could not be read${one.firstLine > 1 ? ` from line ${one.firstLine}` : ''}`
        : `${file}: ${one.kind} ${one.count}x from line ${one.firstLine}`,
    );

const isUnreadable = ({ kind }: { kind: string }): boolean => kind === UNREADABLE;
