import type {
  ControlSessionReport,
  DataFlowReport,
  Evidence,
  Finding,
  OfferReport,
  ReportDocument,
  StageReport,
  StageState,
} from '../../document.js';
import { flowsOf, shownSessions, type ShownRows } from '../sections/offers.js';
import { allRows, firstOf } from '../sections/rows.js';
import { flowFacts, offerFacts, sessionFacts, sessionRoute } from '../sections/summary-lines.js';
import { STAGE_NAME, STATE_WITHOUT_LINE, sureness } from '../text/labels.js';
import { stateBadge, verdictBadge } from './badge.js';
import type { Citations } from './citations.js';
import { ladder } from './ladder.js';
import { markup, onDemand, type Markup } from './markup.js';
import { remedies } from './remedies.js';

/** Stories that are parsed at once. Of more, most readers open a few. */
const AT_ONCE = 25;

interface Story {
  readonly row: OfferReport | ControlSessionReport;
  readonly title: string;
  readonly facts: readonly string[];
  readonly findings: readonly Finding[];
}

/** Those that failed or stayed open first; `detail` is for these and for the others. Rows told in brief have no stages. */
export function toldInFull(document: ReportDocument, detail: number): ShownRows {
  const isOpen = ({ verdict }: OfferReport): boolean => verdict === 'failed' || verdict === 'inconclusive';
  const open = firstOf(allRows(document, 'offers'), detail, isOpen);
  const room = detail - open.length;
  const rest = firstOf(allRows(document, 'offers'), room, (one) => !isOpen(one) && one.stages.length > 0);
  const offers = [...open, ...rest];
  return { offers, sessions: shownSessions(document, offers) };
}

/** The control sessions and offers that are told in full, each opened on demand. */
export function* stories(document: ReportDocument, shown: ShownRows, cite: Citations): Iterable<Markup> {
  yield markup`<section aria-labelledby="stories"><h2 id="stories">Step by step</h2>
`;
  let told = 0;
  for (const one of inOrder(document, shown)) {
    const content = body(one, ladder(document, one.row.id, cite), cite);
    const open = one.row === shown.offers[0];
    const { id, verdict, code } = one.row;
    const sure = 'confidence' in one.row ? sureness(code, one.row.confidence, (word) => `, ${word}`) : '';
    yield markup`<details class="story" id="${id}"${open ? ' open' : ''}>
<summary><b>${id}</b> ${verdictBadge(verdict)} <code>${code}</code>${sure} <span class="what">${one.title}</span></summary>
${told < AT_ONCE ? content : onDemand(content)}
</details>
`;
    told += 1;
  }
  yield markup`</section>
`;
}

function* inOrder(document: ReportDocument, { offers, sessions }: ShownRows): Iterable<Story> {
  const ids = new Set([...offers, ...sessions].map(({ id }) => id));
  const findings = new Map<string, Finding[]>();
  for (const one of firstOf(allRows(document, 'findings'), Infinity, ({ subject }) => ids.has(subject)))
    findings.set(one.subject, [...(findings.get(one.subject) ?? []), one]);
  const flows = flowsOf(document, offers);
  const bySession = new Map<string | null, OfferReport[]>();
  for (const offer of offers) {
    const own = bySession.get(offer.control);
    if (own === undefined) bySession.set(offer.control, [offer]);
    else own.push(offer);
  }
  const findingsOf = ({ id }: Story['row']): readonly Finding[] => findings.get(id) ?? [];
  const offerStory = (row: OfferReport): Story => ({
    ...{ row, title: `${row.command ?? 'implied offer'} ${row.endpoint}`, findings: findingsOf(row) },
    facts: offerWords(row, row.dataFlow === null ? undefined : flows.get(row.dataFlow)),
  });
  for (const row of sessions) {
    yield { row, title: sessionRoute(row), facts: [sessionFacts(row)], findings: findingsOf(row) };
    yield* (bySession.get(row.id) ?? []).map(offerStory);
    bySession.delete(row.id);
  }
  for (const rest of bySession.values()) yield* rest.map(offerStory);
}

const offerWords = (offer: OfferReport, flow: DataFlowReport | undefined): string[] =>
  flow === undefined ? [offerFacts(offer, flow)] : [offerFacts(offer, flow), flowFacts(flow)];

const body = ({ row, facts, findings }: Story, drawing: Markup, cite: Citations): Markup =>
  markup`<div class="body">
${facts.map((words) => markup`<p>${words}</p>`)}
${findings.map((one) => explained(one, cite))}
${drawing}${row.stages.length > 0 ? stageTable(row.stages, cite) : cite.gists(row.evidence)}
</div>`;

const explained = (finding: Finding, cite: Citations): Markup =>
  markup`<div class="finding"><p><code>${finding.code}</code>${sureness(finding.code, finding.confidence, (word) => `, ${word}`)}: ${finding.message}</p>
${cite.gists(finding.evidence)}
${remedies(finding)}</div>
`;

function stageTable(stages: readonly StageReport[], cite: Citations): Markup {
  const rows = stages.map(
    ({ stage, state, evidence: lines }) =>
      markup`<tr><th scope="row">${STAGE_NAME[stage]}</th><td>${stateBadge(state)}</td><td>${shownBy(state, lines, cite)}</td></tr>
`,
  );
  return markup`<table class="stages"><thead><tr><th scope="col">Stage</th><th scope="col">State</th><th scope="col">What shows it</th></tr></thead>
<tbody>
${rows}</tbody></table>`;
}

const shownBy = (state: StageState, lines: readonly Evidence[], cite: Citations): Markup =>
  lines.length > 0 ? markup`${cite.gists(lines)}` : markup`${STATE_WITHOUT_LINE[state]}`;
