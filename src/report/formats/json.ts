import type { Comparison } from '../../compare/comparison.js';
import type { ReportDocument, Rows } from '../../document.js';
import { whereTheyPart } from '../sections/divergence.js';
import { ROW_LISTS, allRows } from '../sections/rows.js';
import { jsonValue, key, type KeyOrder, keys } from '../text/json-value.js';
import type { Format } from './format.js';

/** For programs: `fgtrace.report/1` and `fgtrace.diff/1`. */
export const json: Required<Format> = { report, comparison };

const EVIDENCE_KEYS = key('evidence', keys('file', 'line', 'text'));
const STAGE_KEYS = key('stages', [...keys('stage', 'state'), EVIDENCE_KEYS]);
const LEG_KEYS = keys('interface', 'state');

/**
 * The keys of the report, in the order that programs were promised; no others are printed. Null means that any keys
 * may occur; those of counts are sorted.
 */
const REPORT_KEYS: Readonly<
  Record<keyof Omit<ReportDocument, 'settled' | 'ladderOf' | 'settings'>, KeyOrder | null>
> = {
  schema: [],
  verdict: [],
  summary: [],
  tool: keys('name', 'version'),
  unit: keys('model', 'version', 'build', 'hostname', 'vdomMode'),
  chosen: null,
  redacted: null,
  sources: [
    ...keys('file', 'lines'),
    key('records', keys('wad', 'flow', 'sniffer', 'session', 'config')),
    ...keys('unrecognised'),
    key('damage', keys('kind', 'count', 'firstLine')),
  ],
  clocks: [
    ...keys('source', 'file', 'reference', 'offsetSeconds', 'uncertaintySeconds', 'zoneSeconds', 'method'),
    key('proof', EVIDENCE_KEYS.of),
  ],
  controlSessions: [
    ...keys('id', 'client', 'server', 'mappedServer', 'sessionId', 'vdom', 'policy', 'inspection', 'tls'),
    ...keys('verdict', 'code', 'time'),
    STAGE_KEYS,
    EVIDENCE_KEYS,
  ],
  offers: [
    ...keys('id', 'control', 'command', 'endpoint', 'external', 'expectation', 'dataFlow', 'pinhole'),
    ...keys('verdict', 'code', 'confidence', 'time'),
    key('transfer', [...keys('command'), key('replies', keys('code', 'time'))]),
    key('durations', keys('from', 'to', 'seconds')),
    STAGE_KEYS,
    EVIDENCE_KEYS,
  ],
  expectations: [
    ...keys('id', 'control', 'offer', 'source', 'destination', 'mapped', 'openedBy', 'claimedBy'),
    EVIDENCE_KEYS,
  ],
  dataFlows: [
    ...keys('id', 'offer', 'initiator', 'destination', 'mapped', 'synSequence', 'admittedBy', 'policy'),
    key('clientLeg', LEG_KEYS),
    key('serverLeg', LEG_KEYS),
    EVIDENCE_KEYS,
  ],
  findings: [
    ...keys('code', 'subject', 'verdict', 'confidence', 'message', 'time'),
    EVIDENCE_KEYS,
    key('steps', keys('purpose', 'where', 'option', 'title', 'lines')),
    ...keys('fix', 'next'),
  ],
  timeline: keys(
    ...[
      'time',
      'printed',
      'source',
      'kind',
      'file',
      'line',
      'text',
      'control',
      'offer',
      'count',
      'command',
      'code',
      'said',
    ],
  ),
  totals: null,
  omitted: null,
};

const COUNTS: ReadonlySet<string> = new Set(['totals', 'omitted']);
const sorted = (counts: object): unknown =>
  Object.fromEntries(Object.entries(counts as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)));

function* report(document: ReportDocument): Iterable<string> {
  let before = '{\n';
  for (const [name, order] of Object.entries(REPORT_KEYS)) {
    const value: unknown = document[name as keyof ReportDocument];
    if (value === undefined) continue;
    yield `${before}  ${JSON.stringify(name)}: `;
    if ((ROW_LISTS as readonly string[]).includes(name))
      yield* array(allRows(document, name as keyof Rows), order);
    else if (name === 'timeline') yield* array(document.timeline, order);
    else if (Array.isArray(value)) yield* array(value, order);
    else yield jsonValue(COUNTS.has(name) ? sorted(value as object) : value, null, 1);
    before = ',\n';
  }
  yield '\n}\n';
}

function* array(values: Iterable<unknown>, order: KeyOrder | null): Iterable<string> {
  let before = '[\n    ';
  for (const value of values) {
    yield before + jsonValue(value, order, 2);
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}

function* comparison(found: Comparison): Iterable<string> {
  const { schema, answer, different, ...rest } = found;
  // On demand, and for pages alone: undefined is not printed.
  const told = { ...rest, ladders: undefined, unseen: found.decisive?.unseen ?? [] };
  yield `${jsonValue({ schema, answer, different, summary: whereTheyPart(found), ...told }, null, 0)}\n`;
}
