import type { ReportDocument } from '../../src/document.js';
import { STAGE_NAME } from '../../src/report/text/labels.js';
import { WHOLE } from './expected.js';
import { read } from './folder.js';
import type { Sample } from './sample.js';
import { SYMPTOMS, symptomOf } from './symptoms.js';

const HEAD = `# Samples by symptom

Each folder holds the captures of one case, a README that says what happened and what fgtrace has to say, and what
it says: \`fgtrace analyze samples/NAME\`. Look for what you see on your unit, read the case that looks like it,
and compare it with its neighbour, which differs by one change: \`fgtrace diff samples/NEIGHBOUR samples/NAME\`. What
a code means tells \`fgtrace explain CODE\`.

\`expected.json\` is what must not change unseen: verdicts, codes, stages, and the first line that proves each finding.
Of the cases marked with * it is the whole report, and \`expected.txt\` is what people read.

All this is made by \`npm run samples\`.
`;

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |\n`;

const COLUMNS = `${row('case', 'what happened', 'breaks at', 'code', 'neighbour')}${row(...Array<string>(5).fill('---'))}`;

const link = (name: string): string => `[${name}](${name}/README.md)`;

/** The cases in the order of what somebody sees who has one of them. */
export function indexPage(samples: readonly Sample[], reports: ReadonlyMap<string, ReportDocument>): string {
  const neighbours = new Map(samples.map(({ name, pair }) => [name, pair?.name]));
  const cases = [...reports].map(([name, document]) => ({ name, ...symptomOf(document) }));
  const sections = Object.entries(SYMPTOMS).map(([symptom, title]) => {
    const those = cases.filter(({ sees }) => sees === symptom);
    const rows = those.map(({ name, breaksAt, codes }) => {
      const neighbour = neighbours.get(name);
      return row(
        `${link(name)}${WHOLE.includes(name) ? ' *' : ''}`,
        titleOf(name),
        breaksAt === null ? '' : STAGE_NAME[breaksAt],
        codes.join(', '),
        neighbour === undefined ? '' : link(neighbour),
      );
    });
    return `\n## ${title}\n\n${COLUMNS}${rows.join('')}`;
  });
  return `${HEAD}${sections.join('')}`;
}

const titleOf = (name: string): string => /^# (.*)/.exec(read(name, 'README.md') ?? '')?.[1] ?? '';
