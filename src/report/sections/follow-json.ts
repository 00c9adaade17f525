import type { ReportDocument } from '../../document.js';
import { harmless } from '../text/escape-json.js';
import type { Change } from './follow-updates.js';

const SCHEMA = 'fgtrace.follow/1';

const NOTHING = { verdict: null, code: null, confidence: null, message: '' };

/** A line for programs. Its verdict is null where what was told before turned out to be nothing of its own. */
export function changeJson({ now, was }: Change): string {
  const one = now ?? was;
  const told = now ?? NOTHING;
  return line({
    schema: SCHEMA,
    kind: one?.kind,
    id: one?.id,
    time: one?.time,
    verdict: told.verdict,
    code: told.code,
    confidence: told.confidence,
    previous: was === undefined ? null : { verdict: was.verdict, code: was.code },
    name: one?.name,
    message: told.message,
    evidence: one?.evidence,
  });
}

/** The last line. */
export function summaryJson({ verdict, summary, totals }: ReportDocument): string {
  return line({ schema: SCHEMA, kind: 'summary', verdict, summary, totals });
}

const line = (value: object): string => `${harmless(JSON.stringify(value))}\n`;
