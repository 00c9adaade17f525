import { connect, hexId, travel, type Connection } from './connection.js';
import { handshake, newSession, passingBy, translated, type Records } from './admission.js';
import { proxied, type Dialog } from './control.js';
import type { End, Mark, TrueOffer, World } from './model.js';

const REASONS = {
  policy: 'Denied by forward policy check (policy 0)',
  'local-in': 'iprope_in_check() check failed on policy 0, drop',
  rpf: 'reverse path check fail, drop',
  sa: 'SA is not ready yet, drop',
  replay: 'replay packet, drop',
  selector: 'No matching IPsec selector, drop',
  shaper: 'exceeded shaper limit, drop',
  endpoint: 'Denied by end point ip filter check',
  block: 'Session is in BLOCK state. Drop the packet.',
  quota: 'per-ip quota exceeded, drop',
} as const;
export type Reason = keyof typeof REASONS;
export const reasons = Object.keys(REASONS) as Reason[];

const FUNCTIONS: Partial<Record<Reason, string>> = {
  policy: 'fw_forward_handler',
  'local-in': 'fw_local_in_handler',
  rpf: 'ip_route_input_slow',
  selector: 'ipsec_common_output4',
};

export function denial(connection: Connection, reason: Reason): Records {
  const near = connection.near[1];
  const hop = connection.hops[connection.natHop]!;
  const out = connection.dialBack ? hop.clientSide : hop.serverSide;
  const allocated: Records = [['init_ip_session_common', `allocate a new session-${hexId(connection.id)}`]];
  const last: [string, string] = [FUNCTIONS[reason] ?? 'fw_forward_handler', REASONS[reason]];
  if (reason === 'rpf') return [...allocated, last, ['ip_session_handle_no_dst', 'trace']];
  if (reason === 'local-in')
    return [
      ...allocated,
      ['__vf_ip_route_input_rcu', 'find a route: flag=84000000 gw-0.0.0.0 via root'],
      last,
    ];
  return [
    ...allocated,
    ['__vf_ip_route_input_rcu', `find a route: flag=04000000 gw-${near.ip} via ${out}`],
    last,
  ];
}

/** The connection that an offer asks for. */
export function dataConnection(dialog: Dialog, offer: TrueOffer): Connection {
  const { world, session, control } = dialog;
  const inspected = proxied(world);
  const active = offer.command === 'PORT' || offer.command === 'EPRT';
  const [farClient, farServer] = translated(world, session);
  const port = world.chance.int(49152, 65000);
  if (!active) {
    const near: [End, End] = [{ ip: session.client.ip, port }, offer.external];
    const far: [End, End] = [
      { ip: farClient.ip, port },
      { ip: farServer.ip, port: offer.external.port },
    ];
    return connect(world, { near, far, proxied: inspected });
  }
  const source = world.chance.happens(0.8) ? 20 : port;
  return connect(world, {
    near: [{ ip: farServer.ip, port: source }, offer.external],
    far: [{ ip: session.server.ip, port: source }, offer.endpoint],
    dialBack: true,
    proxied: inspected && control.proxied,
  });
}

/** How the trace words the use of a pinhole. */
export function throughPinhole(dialog: Dialog, connection: Connection): Records {
  const records: Records = [
    ['resolve_ip_tuple_fast', `Find an EXP session, id-${hexId(dialog.control.id)}.`],
  ];
  const [from, to] = [connection.near, connection.far];
  if (from[1].ip !== to[1].ip)
    records.push(['__ip_session_run_tuple', `DNAT ${from[1].ip}:${from[1].port}->${to[1].ip}:${to[1].port}`]);
  if (from[0].ip !== to[0].ip)
    records.push(['__ip_session_run_tuple', `SNAT ${from[0].ip}->${to[0].ip}:${to[0].port}`]);
  return records;
}

export const admitted = (dialog: Dialog, connection: Connection): Records => {
  const { world } = dialog;
  if (world.inspection === 'opaque') return newSession(world, connection, 'data');
  return throughPinhole(dialog, connection);
};

/** SYNs that the unit keeps, with or without a word about it, at these moments; answers the last moment. */
export function vainSyns(
  world: World,
  connection: Connection,
  times: readonly number[],
  marks: readonly Mark[],
  how: { records: Records; failMarks: readonly Mark[] },
): number {
  for (const [nth, time] of times.entries()) {
    const roles =
      nth === 0 && how.records.every(([, text]) => !/[Dd]enied|drop|Drop/.test(text))
        ? marks
        : [...marks, ...how.failMarks];
    travel(world, connection, {
      time,
      forward: true,
      flags: 'S',
      seq: 0,
      ack: 0,
      swallowed: true,
      records: how.records,
      otherRecords: passingBy(world, connection),
      marks: roles,
    });
  }
  return times.at(-1)!;
}

export type Silence = 'silent' | 'rst' | 'icmp' | 'synack-swallowed' | 'no-ack';

/** SYNs that leave for a far end which never answers, refuses, or whose answer never comes through. */
export function vainHandshake(
  dialog: Dialog,
  connection: Connection,
  time: number,
  fault: Silence,
  marks: { attempt: Mark[]; fail: Mark[] },
): number {
  const { world } = dialog;
  const records = { records: admitted(dialog, connection), otherRecords: passingBy(world, connection) };
  let at = time;
  if (connection.proxied) {
    // The unit answers for the far end before it asks there.
    const near = { leg: 'near' as const, marks: marks.attempt };
    at = travel(world, connection, {
      ...near,
      ...records,
      time: at,
      forward: true,
      flags: 'S',
      seq: 0,
      ack: 0,
    });
    at = travel(world, connection, { ...near, time: at, forward: false, flags: 'S.', seq: 0, ack: 1 });
    at = travel(world, connection, { ...near, time: at, forward: true, flags: '.', seq: 1, ack: 1 }) + 0.01;
  }
  const leg = connection.proxied ? { leg: 'far' as const, otherRecords: records.otherRecords } : {};
  const tries = fault === 'rst' ? [0] : [0, 1, 3, 7];
  for (const [nth, wait] of tries.entries()) {
    const role = [...marks.attempt, ...(nth > 0 ? marks.fail : [])];
    const again = nth === 0 || connection.proxied ? {} : { records: knownAs(connection) };
    const syn = {
      ...(connection.proxied ? {} : records),
      ...again,
      ...leg,
      forward: true,
      flags: 'S',
      seq: 0,
      ack: 0,
    };
    const resend = nth === 0 || fault !== 'no-ack';
    const out = resend ? travel(world, connection, { ...syn, time: at + wait, marks: role }) : at + wait;
    answer(dialog, connection, out, fault, { attempt: role, fail: [...marks.attempt, ...marks.fail] });
  }
  return at + tries.at(-1)! + 1;
}
const knownAs = (connection: Connection): Records => [
  ['resolve_ip_tuple_fast', `Find an existing session, id-${hexId(connection.id)}, original direction`],
];

function answer(
  dialog: Dialog,
  connection: Connection,
  time: number,
  fault: Silence,
  marks: { attempt: Mark[]; fail: Mark[] },
): void {
  const { world } = dialog;
  const leg = connection.proxied ? { leg: 'far' as const } : {};
  const back = { ...leg, forward: false, seq: 0, ack: 1 };
  if (fault === 'rst') travel(world, connection, { ...back, time, flags: 'R.', marks: marks.fail });
  if (fault === 'icmp') unreachable(dialog, connection, time, marks.fail);
  if (fault === 'synack-swallowed')
    travel(world, connection, { ...back, time, flags: 'S.', swallowed: true, marks: marks.attempt });
  if (fault === 'no-ack') travel(world, connection, { ...back, time, flags: 'S.', marks: marks.attempt });
}

/** An error of a router or of the dialled host, about this SYN, on its way back to who dialled. */
export function unreachable(
  dialog: Dialog,
  connection: Connection,
  time: number,
  marks: readonly Mark[],
): void {
  const { world } = dialog;
  const [src, dst] = connection.far;
  const router: End = { ip: world.v6 ? '2001:db8:99::1' : '10.99.0.1', port: 0 };
  const last = connection.hops.at(-1)!;
  const port = connection.dialBack ? last.clientSide : last.serverSide;
  const [code, text] = world.chance.of([
    [0, `net ${dst.ip} unreachable`],
    [1, `host ${dst.ip} unreachable`],
    [3, `${dst.ip} tcp port ${dst.port} unreachable`],
    [10, `host ${dst.ip} unreachable - admin prohibited`],
  ] as const);
  const packet = { src: router, dst: src, icmp: { text, code, about: [src, dst] as const } };
  world.sights.push({ source: 'sniffer', time, marks, interface: port, direction: 'in', packet });
}

/** Opens the connection for good. */
export function open(dialog: Dialog, connection: Connection, time: number, marks: readonly Mark[]): number {
  const { world } = dialog;
  return handshake(
    world,
    connection,
    time,
    { records: admitted(dialog, connection), otherRecords: passingBy(world, connection) },
    marks,
  );
}
