import type { ReportDocument, Rows } from '../diagnose/document.js';
import { LISTS, rowsOf } from './rows.js';

const EVIDENCE = ['evidence', 'file', 'line', 'text'];
const STAGED = ['verdict', 'code', 'confidence', 'stages', 'stage', 'state', ...EVIDENCE];

/**
 * The contract's keys in the contract's order, those of nested objects after their parents: JSON.stringify takes such a
 * list and writes these and no others. Null: the keys are free, and sorted.
 */
const KEYS: Readonly<Record<keyof Omit<ReportDocument, 'settled'>, readonly string[] | null>> = {
  schema: [],
  verdict: [],
  summary: [],
  sources: [
    ...['file', 'lines', 'records', 'wad', 'flow', 'sniffer', 'session', 'config'],
    ...['unrecognised', 'damage', 'kind', 'count', 'firstLine'],
  ],
  clocks: [
    ...[
      'source',
      'file',
      'reference',
      'offsetSeconds',
      'uncertaintySeconds',
      'zoneSeconds',
      'method',
      'proof',
    ],
    ...['line', 'text'],
  ],
  controlSessions: [
    ...['id', 'client', 'server', 'mappedServer', 'sessionId', 'vdom', 'policy', 'inspection', 'tls'],
    ...STAGED,
  ],
  offers: [
    ...['id', 'control', 'command', 'endpoint', 'external', 'expectation', 'dataFlow', 'pinhole'],
    ...STAGED,
  ],
  expectations: [
    ...['id', 'control', 'offer', 'source', 'destination', 'mapped', 'openedBy', 'claimedBy', ...EVIDENCE],
  ],
  dataFlows: [
    ...['id', 'offer', 'initiator', 'destination', 'mapped', 'synSequence', 'admittedBy', 'policy'],
    ...['clientLeg', 'serverLeg', 'interface', 'state', ...EVIDENCE],
  ],
  findings: ['code', 'subject', 'verdict', 'confidence', 'message', ...EVIDENCE, 'fix', 'next'],
  timeline: [...['time', 'printed', 'source', 'kind', 'file', 'line', 'text', 'control', 'offer', 'count']],
  totals: null,
  omitted: null,
};

// Legal in JSON, yet obeyed by terminals and editors; escaped it is the same value.
const UNSAFE = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

/** One JSON value, printed for people too: two blanks, and no byte that a terminal would obey. */
export function stringify(value: unknown, keys: readonly string[] | null, indent: string): string {
  return JSON.stringify(value, keys === null ? null : [...keys], 2)
    .replace(UNSAFE, (unsafe) => unsafe.split('').map(escaped).join(''))
    .replaceAll('\n', `\n${indent}`);
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const sorted = (counts: object): unknown =>
  Object.fromEntries(Object.entries(counts as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The report for programs, in pieces: a large one never exists as a single string. */
export function* json(document: ReportDocument): Iterable<string> {
  let before = '{\n';
  for (const [name, keys] of Object.entries(KEYS)) {
    const value: unknown = document[name as keyof ReportDocument];
    yield `${before}  ${JSON.stringify(name)}: `;
    if ((LISTS as readonly string[]).includes(name)) yield* array(rowsOf(document, name as keyof Rows), keys);
    else if (name === 'timeline') yield* array(document.timeline, keys);
    else if (Array.isArray(value)) yield* array(value, keys);
    else yield stringify(keys === null ? sorted(value as object) : value, null, '  ');
    before = ',\n';
  }
  yield '\n}\n';
}

function* array(values: Iterable<unknown>, keys: readonly string[] | null): Iterable<string> {
  let before = '[\n    ';
  for (const value of values) {
    yield before + stringify(value, keys, '    ');
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}
