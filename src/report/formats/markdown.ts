import type { Comparison } from '../../compare/comparison.js';
import type { OfferReport, ReportDocument, TimelineEntry } from '../../document.js';
import { besideCauses, groupFindings, type FindingGroup } from '../sections/grouped-findings.js';
import { causeSections, consequences, LONGEST_LOG_LINE } from '../markdown/causes.js';
import { comparisonMarkdown } from '../markdown/comparison.js';
import { whatToCapture, whatToDo } from '../markdown/advice.js';
import { glance } from '../sections/at-a-glance.js';
import { chosenWords } from '../sections/chosen.js';
import { clockWords } from '../sections/clocks.js';
import { flowFacts, offerFacts, sessionFacts, sessionRoute, tally } from '../sections/summary-lines.js';
import { ladderMermaid } from '../ladder/mermaid.js';
import type { PrintOptions } from '../print-options.js';
import { logExcerpt } from '../text/log-excerpt.js';
import { code, fenced, longestRun, prose, markdownTable } from '../text/escape-markdown.js';
import { flowsOf, isOpen, otherOffers, shownRowsOf, type ShownRows } from '../sections/offers.js';
import { place } from '../text/layout.js';
import { plain } from '../text/sanitize.js';
import { omissions, sourceWords } from '../sections/sources.js';
import { clockOf, moreEntries, shownEntries, whatIs } from '../sections/timeline.js';
import {
  inParentheses,
  counted,
  sureness,
  SOURCE_NAME,
  STAGE_NAME,
  STATE_NAME,
  VERDICT_NAME,
} from '../text/labels.js';
import type { Format } from './format.js';

const NOT_REDACTED = '_Addresses, names and log lines in this report are not redacted._';
const redaction = ({ redacted }: PrintOptions): string =>
  redacted === undefined ? NOT_REDACTED : `_Redacted. ${redacted}_`;
const MOST_ROWS = 100;

/** For a ticket. Text from logs stands only in code spans and blocks; other outside text is escaped. */
export const markdown: Required<Format> = { report, comparison };

/** What a ticket needs stands first, in about forty lines; the rest is folded. */
function* report(document: ReportDocument, options: PrintOptions): Iterable<string> {
  const shown = shownRowsOf(document, options.detail);
  const found = groupFindings(document);
  const [lead, ...furtherCauses] = found.deciding;
  const { beneath, others: remarks } = besideCauses(found);
  const all = [...found.deciding, ...found.remarks];
  const todo = whatToDo(all);
  const next = whatToCapture(all);
  const parts = [
    verdict(document, found.deciding, options),
    todo.first,
    next.first,
    causeSections('Why', lead === undefined ? [] : [lead], document.summary),
    folded(
      'What follows from it, and was seen beside it',
      lead === undefined ? [] : consequences(beneath.get(lead), document.summary),
    ),
    firstLadder(document, shown),
    folded('More to do', todo.more),
    folded('More to capture', next.more),
    folded('Further causes, and what was seen besides', [
      ...causeSections('Further causes', furtherCauses, document.summary, beneath),
      ...causeSections('Also seen', remarks, document.summary),
    ]),
    folded('Sessions and offers, stage by stage', sessions(document, shown)),
    folded('Other offers', otherRows(document, shown.offers)),
    folded('Clocks', clocks(document)),
    folded('Timeline', timeline(document, shown)),
    folded('Sources', sources(document)),
  ];
  for (const part of parts) for (const line of part) yield `${line}\n`;
}

/** A part that is opened by a click; nothing where there is nothing to say. The title is none of the outside's text. */
function* folded(title: string, lines: Iterable<string>): Iterable<string> {
  let isOpened = false;
  for (const line of lines) {
    if (!isOpened) yield* ['', '<details>', `<summary>${title}</summary>`];
    isOpened = true;
    yield line;
  }
  if (isOpened) yield* ['', '</details>'];
}

function* verdict(
  document: ReportDocument,
  deciding: readonly FindingGroup[],
  options: PrintOptions,
): Iterable<string> {
  yield* [`# fgtrace: ${VERDICT_NAME[document.verdict]}`, ''];
  yield* [`**${VERDICT_NAME[document.verdict]}** ${prose(document.summary)}`, '', tally(document), ''];
  for (const words of chosenWords(document)) yield* [prose(words), ''];
  for (const [name, words] of glance(document, deciding)) yield `- ${name}: ${prose(words)}`;
  yield `- Read by: fgtrace ${prose(document.tool.version)}`;
  yield* ['', redaction(options)];
}

/** The picture of the first offer that did not come off. */
function* firstLadder(document: ReportDocument, { offers: shown }: ShownRows): Iterable<string> {
  const offer = shown.find(isOpen);
  const ladder = offer === undefined ? undefined : document.ladderOf?.(offer.id);
  if (ladder === undefined || offer === undefined) return;
  yield* ['', `## How offer ${prose(offer.id)} went`, '', '```mermaid', ...ladderMermaid(ladder), '```'];
}

function* sessions(document: ReportDocument, { offers: shown, sessions: all }: ShownRows): Iterable<string> {
  const flows = flowsOf(document, shown);
  for (const session of all) {
    yield* [
      '',
      `## Control session ${prose(session.id)}: ${VERDICT_NAME[session.verdict]}, ${code(session.code)}`,
      '',
    ];
    yield* [`- ${prose(sessionRoute(session))}`, `- ${prose(sessionFacts(session))}`];
    const own = shown.filter(({ control }) => control === session.id);
    if (own.length === 0 && session.stages.length > 0) yield* ['', ...stages(session.stages)];
    for (const offer of own) yield* offerPart(offer, flows);
  }
  for (const offer of shown.filter(({ control }) => control === null)) yield* offerPart(offer, flows);
}

function* offerPart(
  offer: OfferReport,
  flows: ReadonlyMap<string, ReportDocument['dataFlows'][number]>,
): Iterable<string> {
  const { id, verdict: outcome, code: why, confidence } = offer;
  yield* [
    '',
    `### Offer ${prose(id)}: ${VERDICT_NAME[outcome]}, ${code(why)}${sureness(why, confidence, inParentheses)}`,
    '',
  ];
  const flow = offer.dataFlow === null ? undefined : flows.get(offer.dataFlow);
  yield `- ${prose(offerFacts(offer, flow))}`;
  if (flow) yield `- ${prose(flowFacts(flow))}`;
  if (offer.stages.length > 0) yield* ['', ...stages(offer.stages)];
}

function stages(all: OfferReport['stages']): Iterable<string> {
  return markdownTable(
    ['stage', 'state', 'what its first line says', 'file:line'],
    all.map(({ stage, state, evidence: [line] }) => [
      STAGE_NAME[stage],
      STATE_NAME[state],
      line ? code(logExcerpt(plain(line.text)).slice(0, MOST_ROWS)) : '-',
      line ? code(place(line)) : '-',
    ]),
  );
}

function* otherRows(document: ReportDocument, shown: readonly OfferReport[]): Iterable<string> {
  const { listed, count } = otherOffers(document, shown, MOST_ROWS);
  if (count === 0) return;
  yield* ['', '## Other offers', ''];
  const cells = listed.map(({ id, command, endpoint, verdict: outcome, code: why }) => [
    ...[code(id), command ?? '-', code(endpoint), VERDICT_NAME[outcome], code(why)],
  ]);
  yield* markdownTable(['offer', 'command', 'endpoint', 'verdict', 'code'], cells);
  if (count > MOST_ROWS) yield* ['', `… and ${counted(count - MOST_ROWS, 'more offer')}`];
}

function* clocks({ clocks: all }: ReportDocument): Iterable<string> {
  if (all.length > 0) yield* ['', '## Clocks', ''];
  for (const clock of all) {
    yield `- ${SOURCE_NAME[clock.source]} ${code(clock.file)}: ${prose(clockWords(clock))}`;
    for (const [reference, own] of clock.proof.slice(0, 3)) {
      yield `  - ${code(place(own))} = ${code(place(reference))}: ${code(logExcerpt(plain(own.text)).slice(0, MOST_ROWS))}`;
    }
  }
}

function* timeline(document: ReportDocument, shown: ShownRows): Iterable<string> {
  const wanted = shownEntries(shown);
  let run = 0;
  let hidden = 0;
  for (const one of document.timeline) {
    if (wanted(one)) run = Math.max(run, longestRun(plain(timelineLine(one))));
    else hidden += 1;
  }
  if (document.timeline.length === 0) return;
  yield* ['', '## Timeline', '', 'On the reference clock.', ''];
  yield* fenced(
    (function* () {
      for (const one of document.timeline) if (wanted(one)) yield timelineLine(one);
    })(),
    run,
  );
  for (const words of moreEntries(hidden, document)) yield* ['', words];
}

function timelineLine(entry: TimelineEntry): string {
  const { time, source, offer, control, count } = entry;
  const when = time === null ? clockOf(entry) : `${time.slice(0, 10)} ${clockOf(entry)}`;
  const times = count > 1 ? `${count}x ` : '';
  const whose = offer ?? control ?? '-';
  return `${when.padEnd(26)} ${source.padEnd(7)} ${whose.padEnd(5)} ${times}${whatIs(entry, logExcerpt).slice(0, LONGEST_LOG_LINE)}  (${place(entry)})`;
}

function* sources(document: ReportDocument): Iterable<string> {
  yield* ['', '## Sources', ''];
  for (const source of document.sources) yield `- ${code(source.file)}: ${prose(sourceWords(source))}`;
  for (const words of omissions(document.omitted)) yield `- ${prose(words)}`;
}

function* comparison(found: Comparison, options: PrintOptions): Iterable<string> {
  for (const line of comparisonMarkdown(found, redaction(options))) yield `${line}\n`;
}
