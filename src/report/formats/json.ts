import type { ReportDocument, Rows } from '../../document.js';
import { harmless } from '../text/escape-json.js';
import { LISTS, rowsOf } from '../sections/rows.js';

/** Nothing in it has to be escaped. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return harmless(JSON.stringify(text));
}

/** The keys of an object in the order in which they are printed, each with those of the objects that it holds. */
type Shape = readonly Key[];
interface Key {
  readonly name: string;
  readonly label: string;
  readonly of: Shape | null;
}

const key = (name: string, of: Shape | null = null): Key => ({ name, label: quoted(name), of });
const keys = (...names: string[]): Key[] => names.map((name) => key(name));

const EVIDENCE = key('evidence', keys('file', 'line', 'text'));
const STAGES = key('stages', [...keys('stage', 'state'), EVIDENCE]);
const LEG = keys('interface', 'state');

/** The contract's keys in the contract's order: these are printed and no others. Null: the keys are free, and sorted. */
const SHAPES: Readonly<Record<keyof Omit<ReportDocument, 'settled'>, Shape | null>> = {
  schema: [],
  verdict: [],
  summary: [],
  sources: [
    ...keys('file', 'lines'),
    key('records', keys('wad', 'flow', 'sniffer', 'session', 'config')),
    ...keys('unrecognised'),
    key('damage', keys('kind', 'count', 'firstLine')),
  ],
  clocks: [
    ...keys('source', 'file', 'reference', 'offsetSeconds', 'uncertaintySeconds', 'zoneSeconds', 'method'),
    key('proof', EVIDENCE.of),
  ],
  controlSessions: [
    ...keys('id', 'client', 'server', 'mappedServer', 'sessionId', 'vdom', 'policy', 'inspection', 'tls'),
    ...keys('verdict', 'code'),
    STAGES,
    EVIDENCE,
  ],
  offers: [
    ...keys('id', 'control', 'command', 'endpoint', 'external', 'expectation', 'dataFlow', 'pinhole'),
    ...keys('verdict', 'code', 'confidence'),
    STAGES,
    EVIDENCE,
  ],
  expectations: [
    ...keys('id', 'control', 'offer', 'source', 'destination', 'mapped', 'openedBy', 'claimedBy'),
    EVIDENCE,
  ],
  dataFlows: [
    ...keys('id', 'offer', 'initiator', 'destination', 'mapped', 'synSequence', 'admittedBy', 'policy'),
    key('clientLeg', LEG),
    key('serverLeg', LEG),
    EVIDENCE,
  ],
  findings: [
    ...keys('code', 'subject', 'verdict', 'confidence', 'message'),
    EVIDENCE,
    ...keys('fix', 'next'),
  ],
  timeline: keys(
    ...['time', 'printed', 'source', 'kind', 'file', 'line', 'text', 'control', 'offer', 'count'],
  ),
  totals: null,
  omitted: null,
};

/**
 * One JSON value, printed for people too: two blanks, and no byte that a terminal would obey. Without a shape an object's
 * own keys are taken as they come. JSON.stringify takes a list of keys too, and twice the time.
 */
export function stringify(value: unknown, shape: Shape | null, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  let pieces = '';
  if (Array.isArray(value)) {
    for (const one of value)
      pieces += `${pieces === '' ? '\n' : ',\n'}${deeper}${stringify(one, shape, deeper)}`;
    return pieces === '' ? '[]' : `[${pieces}\n${indent}]`;
  }
  for (const { name, label, of } of shape ?? keys(...Object.keys(value))) {
    const one = (value as Readonly<Record<string, unknown>>)[name];
    if (one === undefined) continue;
    pieces += `${pieces === '' ? '\n' : ',\n'}${deeper}${label}: ${stringify(one, of, deeper)}`;
  }
  return pieces === '' ? '{}' : `{${pieces}\n${indent}}`;
}

const sorted = (counts: object): unknown =>
  Object.fromEntries(Object.entries(counts as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The report for programs, in pieces: a large one never exists as a single string. */
export function* json(document: ReportDocument): Iterable<string> {
  let before = '{\n';
  for (const [name, shape] of Object.entries(SHAPES)) {
    const value: unknown = document[name as keyof ReportDocument];
    yield `${before}  ${JSON.stringify(name)}: `;
    if ((LISTS as readonly string[]).includes(name))
      yield* array(rowsOf(document, name as keyof Rows), shape);
    else if (name === 'timeline') yield* array(document.timeline, shape);
    else if (Array.isArray(value)) yield* array(value, shape);
    else yield stringify(shape === null ? sorted(value as object) : value, null, '  ');
    before = ',\n';
  }
  yield '\n}\n';
}

function* array(values: Iterable<unknown>, shape: Shape | null): Iterable<string> {
  let before = '[\n    ';
  for (const value of values) {
    yield before + stringify(value, shape, '    ');
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}
