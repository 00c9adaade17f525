import type { Confidence, Finding, ReportDocument } from '../../document.js';
import { unitWords, weaknesses } from '../sections/at-a-glance.js';
import { chosenWords } from '../sections/chosen.js';
import {
  advice,
  besideCauses,
  fewOfEach,
  groupFindings,
  subjectList,
  type FindingGroup,
} from '../sections/grouped-findings.js';
import { allRows, firstOf } from '../sections/rows.js';
import { tally } from '../sections/summary-lines.js';
import { sureness } from '../text/labels.js';
import { verdictBadge } from './badge.js';
import type { Citations } from './citations.js';
import { markup, NOTHING, type Markup } from './markup.js';
import { pasted, stepList } from './remedies.js';
import { subjectLinks, type SubjectLink } from './subjects.js';
import { fractionOf, spanWords, type Span } from './span.js';

const SURENESS: Readonly<Record<Confidence, string>> = {
  proven: 'proven: every deciding join is by key (session id, SYN sequence number, unique addresses)',
  likely: 'likely: something was settled by elimination, or by addresses and time',
  possible: 'possible: it rests on time alone, or on a signature that nobody has documented',
};

/** Verdict, when, cause, what to do, how sure, and what weakens it. */
export function* firstScreen(
  document: ReportDocument,
  cite: Citations,
  span: Span | undefined,
  link: SubjectLink,
): Iterable<Markup> {
  const found = groupFindings(document);
  const { deciding, remarks } = found;
  const { beneath, others } = besideCauses(found);
  const [lead] = deciding;
  yield markup`<section class="verdict ${document.verdict}" aria-labelledby="verdict">
<h1 id="verdict">${verdictBadge(document.verdict)} ${document.summary}</h1>
<p>${tally(document)}</p>${chosenWords(document).map((words) => markup`<p>${words}</p>`)}
<dl class="facts">
${fact('When', when(document, lead, span))}
${lead === undefined ? NOTHING : fact('Cause', markup`<code>${lead.first.code}</code>, of ${subjectLinks(lead.subjects, link)}`)}
${fact('How sure', markup`${howSure(lead)}`)}
${fact('What weakens it', list(weaknesses(document, deciding)))}
${document.unit === null ? NOTHING : fact('Unit', markup`${unitWords(document.unit)}`)}
${fact('Read by', markup`fgtrace ${document.tool.version}`)}
</dl>
</section>
`;
  const all = [...deciding, ...remarks];
  const isQuiet = all.every(({ first }) => first.steps.length + first.next.length === 0);
  const todo = advised(
    all,
    ({ steps }) => steps,
    (whom, steps) => markup`<h3>${whom}</h3>
${stepList(steps)}`,
  );
  const capture = advised(
    all,
    ({ next }) => next,
    (whom, lines) => pasted(`Capture next, ${whom.replace(/^F/, 'f')}`, lines),
  );
  yield markup`<section aria-labelledby="steps"><h2 id="steps">What to do</h2>
${todo}${capture}${isQuiet ? markup`<p>Nothing to change.</p>` : NOTHING}
</section>
`;
  const print = (one: FindingGroup): Markup =>
    explained(one, document.summary, cite, link, beneath.get(one) ?? []);
  yield findingList('why', 'Why', deciding, print);
  yield findingList('also', 'Also seen', others, print);
}

const fact = (name: string, words: Markup): Markup => markup`<dt>${name}</dt><dd>${words}</dd>`;

const list = (sentences: readonly string[]): Markup =>
  sentences.length === 0
    ? markup`nothing that the captures show`
    : markup`<ul>${sentences.map((one) => markup`<li>${one}</li>`)}</ul>`;

function howSure(lead: FindingGroup | undefined): string {
  if (lead === undefined || lead.first.verdict === 'inconclusive') return 'nothing is claimed';
  return SURENESS[lead.first.confidence];
}

/** When the first of what decides began, and the capture around it. */
function when(document: ReportDocument, lead: FindingGroup | undefined, span: Span | undefined): Markup {
  if (span === undefined) return markup`no line has a time`;
  const around = `the capture goes from ${spanWords(span)}`;
  const is = ({ id }: { readonly id: string }): boolean => id === lead?.first.subject;
  const [row] = [
    ...firstOf(allRows(document, 'offers'), 1, is),
    ...firstOf(allRows(document, 'controlSessions'), 1, is),
  ];
  if (row?.time == null) return markup`${around}`;
  return markup`${fractionOf(row.time)} (${around})`;
}

function advised<T>(
  all: readonly FindingGroup[],
  of: (finding: Finding) => readonly T[],
  print: (whom: string, what: readonly T[]) => Markup,
): Markup {
  const { few, more } = fewOfEach(advice(all, of), ({ codes }) => codes);
  return markup`${few.map(({ what, codes, subjects }) => print(`For ${codes.join(', ')} (${subjectList(subjects)})`, what))}${more.map((words) => markup`<p>${words}</p>`)}`;
}

function findingList(
  id: string,
  title: string,
  all: readonly FindingGroup[],
  print: (one: FindingGroup) => Markup,
): Markup {
  if (all.length === 0) return NOTHING;
  const { few, more } = fewOfEach(all, ({ first }) => [first.code]);
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${few.map(print)}${more.map((words) => markup`<p>${words}</p>`)}
</section>
`;
}

/** What follows from a cause, or was seen beside it, stands within its frame. */
const explained = (
  { first, subjects }: FindingGroup,
  said: string,
  cite: Citations,
  link: SubjectLink,
  beneath?: readonly FindingGroup[],
): Markup => {
  const title = markup`<code>${first.code}</code>${sureness(first.code, first.confidence, (word) => `, ${word}`)}: ${subjectLinks(subjects, link)}`;
  return markup`<article class="finding">
${beneath === undefined ? markup`<h4>${title}</h4>` : markup`<h3>${title}</h3>`}
${subjects.length === 1 && said.includes(first.message) ? NOTHING : markup`<p>${first.message}</p>`}
<ul class="lines">${first.evidence.map(cite.quote)}</ul>
${beneath?.map((one) => explained(one, said, cite, link)) ?? NOTHING}</article>
`;
};
