import { connect, hexId, travel } from './connection.js';
import { handshake, newSession, passingBy, translated } from './admission.js';
import {
  closeControl,
  command,
  proxied,
  reply,
  say,
  send,
  startDialog,
  tlsRecord,
  type Dialog,
} from './control.js';
import { denial, reasons, unreachable, vainSyns, type Silence } from './dial.js';
import type { End, TrueSession, World } from './model.js';
import { sessionEntry } from './print.js';
import type { Plan } from './offer.js';
import { transfer } from './transfer.js';

export interface SessionPlan {
  readonly client: End;
  readonly server: End;
  readonly start: number;
  readonly pid: number;
  readonly fault: string;
  readonly transfers: readonly Plan[];
  /** A session list is taken after so many transfers. */
  readonly listedAfter: number | null;
  readonly idle421: boolean;
}

const CONTROL_SILENCES = new Set(['control-silent', 'control-rst', 'control-icmp']);

export function playSession(world: World, plan: SessionPlan): void {
  const session: TrueSession = {
    client: plan.client,
    server: plan.server,
    state: 'worked',
    fault: plan.fault,
    refused: false,
    offers: [],
  };
  world.sessions.push(session);
  const dialog = startDialog(world, session, plan.start, plan.pid);
  if (!opened(dialog, plan.fault)) {
    session.state = 'failed';
    return;
  }
  reply(dialog, '', 220, 'FTP server ready.');
  if (!loggedIn(dialog, plan.fault)) return;
  for (const [nth, one] of plan.transfers.entries()) {
    if (!dialog.alive) break;
    dialog.time += world.chance.int(50, 3000) / 1000;
    transfer(dialog, one);
    if (plan.listedAfter === nth) list(dialog);
  }
  finish(dialog, plan);
}

function opened(dialog: Dialog, fault: string): boolean {
  const { world, control } = dialog;
  if (fault === 'control-denied') {
    const reason = world.chance.of(reasons);
    const times = world.chance.happens(0.5) ? [0] : [0, 1, 3];
    vainSyns(
      world,
      control,
      times.map((wait) => dialog.time + wait),
      [],
      { records: denial(control, reason), failMarks: [] },
    );
    return false;
  }
  if (CONTROL_SILENCES.has(fault)) {
    // Nothing answers for the server here: the proxy asks it first.
    const plain = { ...control, proxied: false };
    const silence = fault.replace('control-', '') as Silence;
    const records = {
      records: newSession(world, control, 'control'),
      otherRecords: passingBy(world, control),
    };
    silentControl(dialog, plain, silence, records);
    return false;
  }
  const records = { records: newSession(world, control, 'control'), otherRecords: passingBy(world, control) };
  dialog.time = handshake(world, control, dialog.time, records);
  return true;
}

function silentControl(dialog: Dialog, control: Dialog['control'], silence: Silence, records: object): void {
  const { world } = dialog;
  for (const wait of silence === 'rst' ? [0] : [0, 1, 3]) {
    const known: [string, string][] = [
      ['resolve_ip_tuple_fast', `Find an existing session, id-${hexId(control.id)}, original direction`],
    ];
    const own = wait === 0 ? records : { records: known };
    const at = travel(world, control, {
      time: dialog.time + wait,
      forward: true,
      flags: 'S',
      seq: 0,
      ack: 0,
      ...own,
    });
    if (silence === 'rst') travel(world, control, { time: at, forward: false, flags: 'R.', seq: 0, ack: 1 });
    if (silence === 'icmp') unreachable(dialog, control, at, []);
  }
}

/** Login, with AUTH TLS in front of it where the session is to be encrypted. */
function loggedIn(dialog: Dialog, fault: string): boolean {
  const { world, session } = dialog;
  const broken = (): boolean => {
    session.state = 'failed';
    return false;
  };
  if (world.tls) {
    const swallowed = fault === 'auth-swallowed' && !proxied(world);
    if (!command(dialog, 'AUTH TLS', { swallowed })) return broken();
    reply(dialog, 'AUTH', 234, 'Proceed with negotiation.');
    say0(dialog, true, tlsRecord(22, 200, world));
    if (fault === 'control-alert') {
      say0(dialog, false, tlsRecord(22, 1200, world));
      say0(dialog, true, Buffer.from([21, 3, 3, 0, 2, 2, 48]));
      closeControl(dialog);
      return broken();
    }
    say0(dialog, false, tlsRecord(22, 1200, world));
    say0(dialog, true, tlsRecord(20, 1, world));
    dialog.encrypted = true;
  }
  command(dialog, 'USER alice');
  reply(dialog, 'USER', 331, 'Password required.');
  command(dialog, 'PASS hidden');
  if (fault === 'login-refused') {
    reply(dialog, 'PASS', 530, 'Login incorrect.');
    closeControl(dialog);
    return broken();
  }
  reply(dialog, 'PASS', 230, 'Logged in.');
  if (world.tls) {
    command(dialog, 'PBSZ 0');
    reply(dialog, 'PBSZ', 200, 'OK.');
    command(dialog, 'PROT P');
    reply(dialog, 'PROT', 200, 'Data is private.');
  }
  if (world.chance.happens(0.5)) {
    command(dialog, 'TYPE I');
    reply(dialog, 'TYPE', 200, 'Switching to Binary mode.');
  }
  return true;
}
const say0 = (dialog: Dialog, fromClient: boolean, payload: Buffer): boolean =>
  send(dialog, fromClient, payload, undefined, {});

function finish(dialog: Dialog, plan: SessionPlan): void {
  if (!dialog.alive) return;
  const { chance } = dialog.world;
  if (plan.idle421) {
    dialog.time += chance.int(60, 300);
    say(dialog, false, '421 Timeout.');
  } else if (chance.happens(0.7)) {
    dialog.time += chance.int(100, 5000) / 1000;
    command(dialog, 'QUIT');
    reply(dialog, 'QUIT', 221, 'Goodbye.');
  } else if (chance.happens(0.5)) return;
  closeControl(dialog);
}

function list(dialog: Dialog): void {
  const { world, session, control } = dialog;
  const [client, server] = translated(world, session);
  const hooks =
    world.nat === 'snat'
      ? [
          `hook=post dir=org act=snat ${session.client.ip}:${session.client.port}->${server.ip}:${server.port}(${client.ip}:${client.port})`,
          `hook=pre dir=reply act=dnat ${server.ip}:${server.port}->${client.ip}:${client.port}(${session.client.ip}:${session.client.port})`,
        ]
      : world.nat === 'vip'
        ? [
            `hook=pre dir=org act=dnat ${client.ip}:${client.port}->${session.server.ip}:${session.server.port}(${server.ip}:${server.port})`,
            `hook=post dir=reply act=snat ${server.ip}:${server.port}->${client.ip}:${client.port}(${session.server.ip}:${session.server.port})`,
          ]
        : [
            `hook=pre dir=org act=noop ${client.ip}:${client.port}->${server.ip}:${server.port}(0.0.0.0:0)`,
            `hook=post dir=reply act=noop ${server.ip}:${server.port}->${client.ip}:${client.port}(0.0.0.0:0)`,
          ];
  const entry = sessionEntry({
    ...{ id: control.id, state: world.inspection === 'proxy' ? '11' : '01', hooks, policy: world.policy },
    ...{ helper: world.inspection === 'helper', vdom: world.hops[world.natHop]!.index },
  });
  world.sights.push({
    source: 'session',
    time: dialog.time,
    marks: [],
    lines: [...entry, 'total session: 1'],
  });
}

/** Packets that have nothing to do with any offer: web traffic, a scanner, errors about others. */
export function noise(world: World, plan: SessionPlan): void {
  const { chance } = world;
  const time = plan.start + chance.int(0, 20000) / 1000;
  const kind = chance.of(['web', 'scan', 'icmp-other', 'denied-web'] as const);
  const session: TrueSession = {
    client: plan.client,
    server: plan.server,
    state: 'worked',
    fault: '',
    refused: false,
    offers: [],
  };
  const dialog = startDialog(world, session, time, plan.pid);
  const [farClient, farServer] = translated(world, session);
  const other = chance.of([80, 443, 8443, 3389]);
  const port = chance.int(49152, 65000);
  const shape = (source: End, port: number): Parameters<typeof connect>[1] => ({
    near: [source, { ip: plan.server.ip, port }],
    far: [
      { ip: source.ip === plan.client.ip ? farClient.ip : source.ip, port: source.port },
      { ip: farServer.ip, port },
    ],
  });
  const connection = connect(world, shape({ ip: plan.client.ip, port }, other));
  if (kind === 'web')
    handshake(world, connection, time, {
      records: newSession(world, connection, 'data'),
      otherRecords: passingBy(world, connection),
    });
  if (kind === 'denied-web')
    vainSyns(world, connection, [time, time + 1], [], {
      records: denial(connection, 'policy'),
      failMarks: [],
    });
  if (kind === 'icmp-other' && !world.v6) unreachable(dialog, connection, time, []);
  if (kind === 'scan') {
    const scanner = connect(
      world,
      shape({ ip: world.v6 ? '2001:db8:66::66' : '198.51.100.66', port }, chance.int(1024, 60000)),
    );
    vainSyns(world, scanner, [time], [], {
      records: denial(scanner, chance.of(['policy', 'local-in'])),
      failMarks: [],
    });
  }
}
