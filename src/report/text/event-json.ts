import type { TraceEvent } from '../../events/events.js';
import type { PayloadEvent } from '../../events/payload.js';
import type { Source } from '../../events/record.js';
import { commandWord, replyWord, tlsWord, type Word } from '../../events/words.js';

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

/** Every kind once; packets come from two sources, words of the control channel too. */
export const EVENT_KINDS = [
  ...new Set([...Object.values(PRINTED_FIELDS).flatMap((kinds) => Object.keys(kinds)), 'tls']),
];

/** One event as one line of JSON with its newline. */
export function eventLine(event: TraceEvent): string {
  const { source, kind } = event;
  const fields = (PRINTED_FIELDS as Record<string, Record<string, readonly string[]>>)[source]?.[kind];
  return lineOf(event, kind, fields ?? []);
}

/** Words of the control channel that were read from a packet's bytes, by the kinds that WAD's words have too. */
export function wordLine(event: PayloadEvent): string | undefined {
  const kind = wordKind(event);
  if (kind === undefined) return undefined;
  const fields = [...WORD_ENDS, ...WORD_FIELDS[kind]];
  return lineOf({ ...event, ...wordOf(event) }, kind, fields);
}

const WORD_ENDS = ['interface', 'client', 'server'] as const;
const WORD_FIELDS = {
  'ftp-command': ['command', 'said'],
  'ftp-reply': ['code', 'said'],
  'ftp-offer': ['command', 'endpoint'],
  tls: ['record', 'from', 'serverName', 'version', 'alert', 'said'],
} as const;

/** Undefined for what is not there: bytes that are lost, or that are no words of FTP. */
export function wordKind({ kind }: PayloadEvent): keyof typeof WORD_FIELDS | undefined {
  switch (kind) {
    case 'payload-command':
      return 'ftp-command';
    case 'payload-reply':
      return 'ftp-reply';
    case 'payload-offer':
      return 'ftp-offer';
    case 'payload-tls':
      return 'tls';
    default:
      return undefined;
  }
}

function wordOf(event: PayloadEvent): Word | null {
  if (event.kind === 'payload-command') return commandWord(event.command, event.argument);
  if (event.kind === 'payload-reply') return replyWord(event.code, event.text);
  return event.kind === 'payload-tls' ? tlsWord(event) : null;
}

function lineOf(
  event: Pick<TraceEvent | PayloadEvent, 'source' | 'origin' | 'stamp'>,
  kind: string,
  fields: readonly string[],
): string {
  const { source, origin, stamp } = event;
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
