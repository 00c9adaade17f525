import type { ExportTableName } from '../tables/index.js';
import type { Cell, TableRow } from '../tables/table.js';
import { communityId, type TcpEnd } from './community-id.js';

type Fields = Record<string, unknown>;

/**
 * A row in Elastic Common Schema 8. What ECS has no field for stands under `fgtrace`, with the names of the table's
 * columns; fields without a value are left out.
 */
export function ecsDocument(table: ExportTableName, row: TableRow): Fields {
  const specific = { offers: ofOffer, sessions: ofSession, findings: ofFinding, events: ofEvent }[table](row);
  const time = row['time'] ?? null;
  return present({
    // Elastic takes a time without an offset for UTC; it is the unit's time of day, unless --timezone says more.
    '@timestamp': time,
    ecs: { version: '8.11.0' },
    ...specific,
    event: {
      kind: 'event',
      module: 'fgtrace',
      dataset: `fgtrace.${table}`,
      category: ['network'],
      ...specific.event,
    },
    observer: {
      vendor: 'Fortinet',
      product: 'FortiGate',
      type: 'firewall',
      version: row['release'],
      hostname: row['unit'],
    },
    labels: { ticket: row['ticket'], session: row['session'], offer: row['offer'] },
    fgtrace: row,
  }) as Fields;
}

interface Specific extends Fields {
  readonly event: Fields;
}

const OUTCOME: Readonly<Record<string, string>> = { worked: 'success', failed: 'failure' };

const judged = (row: TableRow, type: string, action: string): Fields => ({
  action,
  type: [type],
  outcome: OUTCOME[String(row['verdict'])] ?? 'unknown',
  code: row['code'],
  reason: row['cause'],
});

function ofSession(row: TableRow): Specific {
  return {
    event: judged(row, 'connection', 'ftp-control-session'),
    message: row['cause'],
    ...connection(row, 'ftp', end(row, 'client'), end(row, 'server'), end(row, 'mapped')),
    ...rule(row['policy']),
  };
}

/** In passive mode the client dials, in active mode the server does. */
function ofOffer(row: TableRow): Specific {
  const isActive = row['command'] === 'PORT' || row['command'] === 'EPRT';
  const dialled = end(row, 'dialled').ip === null ? end(row, 'offered') : end(row, 'dialled');
  const seen = end(row, 'initiator');
  const dialler =
    seen.ip === null ? { ip: text(row[isActive ? 'server_ip' : 'client_ip']), port: null } : seen;
  return {
    event: judged(row, row['admitted_by'] === 'denied' ? 'denied' : 'connection', 'ftp-data-connection'),
    message: row['cause'],
    ...connection(row, 'ftp-data', dialler, dialled, end(row, 'offered')),
    ...rule(row['data_policy'] ?? row['policy']),
  };
}

const ofFinding = (row: TableRow): Specific => ({
  event: { ...judged(row, 'info', 'finding'), original: row['proof_text'] },
  message: row['message'],
  ...place(row, 'proof_file', 'proof_line'),
});

const ofEvent = (row: TableRow): Specific => ({
  event: { type: ['info'], action: row['kind'], provider: row['source'], original: row['text'] },
  message: row['said'] ?? row['text'],
  ...place(row, 'file', 'line'),
});

function connection(row: TableRow, protocol: string, from: TcpEnd, to: TcpEnd, nat: TcpEnd): Fields {
  const isTranslated = nat.ip !== null && (nat.ip !== to.ip || nat.port !== to.port);
  return {
    source: { address: from.ip, ...from },
    destination: { address: to.ip, ...to, ...(isTranslated ? { nat } : {}) },
    network: {
      transport: 'tcp',
      iana_number: '6',
      protocol,
      type: to.ip?.includes(':') === true ? 'ipv6' : 'ipv4',
      community_id: communityId(from, to),
      name: row['vdom'],
    },
  };
}

const rule = (id: Cell | undefined): Fields => ({ rule: { id } });

const place = (row: TableRow, file: string, line: string): Fields => ({
  log: { file: { path: row[file] }, origin: { file: { line: row[line] } } },
});

function end(row: TableRow, name: string): TcpEnd {
  const port = row[`${name}_port`];
  return { ip: text(row[`${name}_ip`]), port: typeof port === 'number' ? port : null };
}

const text = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null);

/** Without fields that have no value, and without objects in which nothing is left. */
function present(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const kept = Object.entries(value as Fields)
    .map(([name, one]) => [name, present(one)] as const)
    .filter(([, one]) => one !== null && one !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
