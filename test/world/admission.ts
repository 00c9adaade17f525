import { hexId, travel, type Connection } from './connection.js';
import type { Mark, TrueSession, World } from './model.js';

/** Client and server as the far leg names them. */
export function translated(
  world: World,
  { client, server }: TrueSession,
): readonly [typeof client, typeof server] {
  if (world.nat === 'vip') return [client, { ip: insideOf(server.ip), port: server.port }];
  if (world.nat === 'snat') return [{ ip: outsideOf(client.ip), port: client.port }, server];
  return [client, server];
}
// Both texts are equally long, so that a rewritten word does not move the numbers behind it.
export const insideOf = (ip: string): string => ip.replace('203.0.113.', '10.22.131.');
export const outsideOf = (ip: string): string => ip.replace('10.11.101.', '198.51.10.');

export type Records = [string, string][];

export function newSession(world: World, connection: Connection, what: 'control' | 'data'): Records {
  const far = connection.far[1];
  const near = connection.near[1];
  const hop = connection.hops[connection.natHop]!;
  const out = connection.dialBack ? hop.clientSide : hop.serverSide;
  const come = connection.dialBack ? hop.serverSide : hop.clientSide;
  const records: Records = [['init_ip_session_common', `allocate a new session-${hexId(connection.id)}`]];
  if (far.ip !== near.ip) {
    records.push(['fw_pre_route_handler', `VIP-${far.ip}:${far.port}, outdev-${come}`]);
    records.push(['__ip_session_run_tuple', `DNAT ${near.ip}:${near.port}->${far.ip}:${far.port}`]);
  }
  records.push(['__vf_ip_route_input_rcu', `find a route: flag=04000000 gw-${far.ip} via ${out}`]);
  const snat = connection.far[0].ip !== connection.near[0].ip;
  if (snat)
    records.push([
      'get_new_addr',
      `find SNAT: IP-${connection.far[0].ip}(from IPPOOL), port-${connection.far[0].port}`,
    ]);
  const word = snat ? ' SNAT' : world.inspection === 'helper' ? '' : ' AV';
  records.push(['fw_forward_handler', `Allowed by Policy-${world.policy}:${word}`]);
  if (snat) {
    const [from, to] = [connection.near[0], connection.far[0]];
    records.push(['__ip_session_run_tuple', `SNAT ${from.ip}->${to.ip}:${to.port}`]);
  }
  if (what === 'control') records.push(...inspected(world));
  return records;
}

function inspected(world: World): Records {
  if (world.inspection === 'helper') return [['', 'run helper-ftp(dir=original)']];
  if (world.inspection === 'opaque') return [['ids_receive', 'send to ips']];
  return [
    ['ids_receive', 'send to ips'],
    ['av_receive', 'send to application layer'],
  ];
}

export function passingBy(world: World, connection: Connection): Records {
  const out = connection.dialBack ? connection.hops[0]!.clientSide : connection.hops[0]!.serverSide;
  return [
    ['init_ip_session_common', `allocate a new session-${hexId(connection.id + 1)}`],
    ['__vf_ip_route_input_rcu', `find a route: flag=00000000 gw-169.254.7.2 via ${out}`],
    ['fw_forward_handler', `Allowed by Policy-${world.policy + 20}:`],
  ];
}

/** The three packets that open a connection, on both legs of a proxied one; answers when both sides know. */
export function handshake(
  world: World,
  connection: Connection,
  time: number,
  records: { records: Records; otherRecords: Records },
  marks: readonly Mark[] = [],
): number {
  const legs = connection.proxied ? (['near', 'far'] as const) : [undefined];
  let at = time;
  for (const leg of legs) {
    const part = leg === undefined ? {} : { leg };
    const own = leg === 'far' ? { otherRecords: records.otherRecords } : records;
    const syn = { ...part, ...own, forward: true, flags: 'S', seq: 0, ack: 0, marks };
    at = travel(world, connection, { time: at, ...syn });
    at = travel(world, connection, { time: at, ...part, forward: false, flags: 'S.', seq: 0, ack: 1, marks });
    at = travel(world, connection, { time: at, ...part, forward: true, flags: '.', seq: 1, ack: 1, marks });
    at += leg === 'near' ? world.chance.int(2000, 60000) / 1e6 : 0;
  }
  connection.sent[0] = 1;
  connection.sent[1] = 1;
  return at;
}
