import type { TraceEvent } from '../../events/events.js';
import type { Source } from '../../events/record.js';

import { harmless } from './escape-json.js';

type EventOf<S extends Source> = Extract<TraceEvent, { source: S }>;

/**
 * The fields printed for each kind of event, in this order. The compiler demands an entry for a new kind; a new field
 * has to be added by hand.
 */
const PRINTED_FIELDS: {
  readonly [S in Source]: { readonly [E in EventOf<S> as E['kind']]: readonly (keyof E)[] };
} = {
  flow: {
    packet: [
      'traceId',
      'blade',
      'vdom',
      'vrf',
      'proto',
      'src',
      'dst',
      'interface',
      'tunnelId',
      'tcp',
      'icmp',
    ],
    'session-new': ['traceId', 'blade', 'sessionId'],
    'session-match': ['traceId', 'blade', 'sessionId', 'direction'],
    'expectation-match': ['traceId', 'blade', 'sessionId'],
    route: ['traceId', 'blade', 'gateway', 'interface'],
    'policy-route': ['traceId', 'blade', 'gateway', 'interface'],
    vip: ['traceId', 'blade', 'mapped', 'interface'],
    nat: ['traceId', 'blade', 'nat', 'from', 'to'],
    'policy-allow': ['traceId', 'blade', 'policy', 'actions'],
    drop: ['traceId', 'blade', 'reason', 'words', 'policy'],
    helper: ['traceId', 'blade', 'helper', 'direction'],
    inspect: ['traceId', 'blade', 'by'],
    'flow-message': ['traceId', 'blade', 'func', 'text'],
  },
  sniffer: {
    packet: ['interface', 'direction', 'proto', 'src', 'dst', 'tcp', 'text', 'length', 'bytes'],
    capture: ['interface', 'filter', 'received', 'dropped'],
  },
  wad: {
    'ftp-command': ['wadSession', 'sessionId', 'pid', 'command'],
    'ftp-reply': ['wadSession', 'sessionId', 'pid', 'command', 'code'],
    'ftp-offer': ['wadSession', 'sessionId', 'pid', 'command', 'endpoint'],
    'expectation-listen': ['wadSession', 'sessionId', 'pid', 'endpoint'],
    expectation: [
      ...(['wadSession', 'sessionId', 'pid', 'control', 'from', 'to', 'mapped'] as const),
      ...(['vdomIndex', 'redirect'] as const),
    ],
    'wad-message': ['wadSession', 'sessionId', 'pid', 'func', 'text'],
  },
  session: {
    session: [
      ...(['proto', 'sessionId', 'protoState', 'policy', 'expire', 'state', 'helper'] as const),
      ...(['expectation', 'hooks'] as const),
    ],
  },
  config: { config: ['path', 'entry', 'settings'] },
};

export const EVENT_SOURCES = Object.keys(PRINTED_FIELDS) as Source[];

/** Every kind once; packets come from two sources. */
export const EVENT_KINDS = [...new Set(Object.values(PRINTED_FIELDS).flatMap((kinds) => Object.keys(kinds)))];

/**
 * One event as one line of JSON with its newline. Undefined for payload facts, whose form is not promised to
 * programs.
 */
export function eventLine(event: TraceEvent): string | undefined {
  const { source, kind, origin, stamp } = event;
  const fields = (PRINTED_FIELDS as Record<string, Record<string, readonly string[]>>)[source]?.[kind];
  if (fields === undefined) return undefined;
  const line: Record<string, unknown> = { source, kind, file: origin.file, line: origin.line };
  if (stamp !== undefined) {
    if (!stamp.relative) line['time'] = printedTime(stamp.at);
    line['printed'] = stamp.printed;
  }
  for (const field of fields) line[field] = (event as unknown as Record<string, unknown>)[field];
  return `${harmless(JSON.stringify(line))}\n`;
}

let second = -1;
let secondPrinted = '';

/** `2021-07-26T21:42:05.094442`, without an offset: the zone is not printed. */
function printedTime(micros: number): string {
  const whole = Math.floor(micros / 1e6);
  if (whole !== second) {
    second = whole;
    secondPrinted = new Date(whole * 1000).toISOString().slice(0, 19);
  }
  return `${secondPrinted}.${String(micros - whole * 1e6).padStart(6, '0')}`;
}
