import type { End, Hop, World } from './model.js';
import { reasons } from './dial.js';
import type { View } from './print.js';
import { chance, type Chance } from './random.js';
import { noise, playSession, type SessionPlan } from './session.js';
import type { Plan } from './offer.js';

const ANYWHERE = [
  'none',
  'none',
  'none',
  'none',
  'none',
  'unused',
  'offer-refused',
  'syn-lost',
  'deny',
  'deny',
  'deny-then-hit',
  'deny-once',
  'expired',
  'silent',
  'rst',
  'icmp',
  'reply-550',
  'reply-451',
  'reset',
  '425-after-open',
];
const UNPROXIED = [
  'syn-swallowed',
  'synack-swallowed',
  'no-ack',
  'data-swallowed',
  '150-swallowed',
  'offer-swallowed',
];

function faults(world: World): string[] {
  const { inspection, tls, v6 } = world;
  return [
    ...ANYWHERE.filter((fault) => !(v6 && fault === 'icmp')),
    ...(inspection === 'proxy'
      ? ['no-tuple']
      : UNPROXIED.filter((fault) => !(tls && fault === 'offer-swallowed'))),
    ...(tls ? ['alert'] : []),
  ];
}

function transferPlan(world: World, earlier: readonly Plan[]): Plan {
  const random = world.chance;
  const active = random.happens(0.3);
  // Behind a flow-mode policy the unit reads nothing: what is active names an address that nobody translates.
  const extended = world.v6 || random.happens(0.25);
  const command =
    active && world.inspection !== 'opaque' ? (extended ? 'EPRT' : 'PORT') : extended ? 'EPSV' : 'PASV';
  const reused = earlier.length > 0 && random.happens(0.12) ? earlier.at(-1)!.port : null;
  const fault = random.happens(0.45) ? 'none' : random.of(faults(world));
  const passive = command === 'PASV' || command === 'EPSV';
  return {
    command,
    verb: random.of(['RETR', 'STOR', 'LIST']),
    fault: fault === 'offer-swallowed' && !passive ? 'none' : fault,
    reason: random.happens(0.5) ? 'policy' : random.of(reasons),
    port: reused ?? random.int(50000, 59999),
    dialsFirst: random.happens(0.65),
    pipelined: random.happens(0.12) ? [random.of(['NOOP', 'STAT', 'CWD'])] : [],
    pause: random.happens(0.1) ? random.int(4, 40) : 0,
  };
}

function hopsOf(random: Chance): Hop[] {
  const [outer, inner] = [random.of(['port1', 'wan1', 'vlan.120']), random.of(['port2', 'internal', 'dmz'])];
  if (random.happens(0.8)) return [{ vdom: 'root', index: 0, clientSide: outer, serverSide: inner }];
  return [
    { vdom: 'edge', index: 3, clientSide: outer, serverSide: 'npu0_vlink0' },
    { vdom: 'core', index: 4, clientSide: 'npu0_vlink1', serverSide: inner },
  ];
}

const CONTROL_FAULTS = [
  'control-denied',
  'control-silent',
  'control-rst',
  'control-icmp',
  'auth-swallowed',
  'control-alert',
  'login-refused',
];

function sessionPlan(world: World, nth: number, clients: readonly End[], server: End): SessionPlan {
  const random = world.chance;
  const fault = random.happens(0.06)
    ? random.of(CONTROL_FAULTS.filter((one) => !(world.v6 && one === 'control-icmp')))
    : 'none';
  const transfers: Plan[] = [];
  for (let count = random.of([1, 1, 2, 3, 5]); count > 0; count -= 1)
    transfers.push(transferPlan(world, transfers));
  return {
    client: { ip: random.of(clients).ip, port: random.int(40000, 64000) },
    server,
    start: nth * random.int(0, 40) + random.int(0, 900000) / 1e6 + 1,
    pid: random.int(300, 309),
    fault: (fault === 'auth-swallowed' || fault === 'control-alert') && !world.tls ? 'none' : fault,
    transfers,
    listedAfter: random.happens(0.15) ? random.int(0, 1) : null,
    idle421: random.happens(0.08),
  };
}

/** A world by its seed, and how somebody captured it. */
export function makeWorld(seed: number): { world: World; views: View[]; complete: boolean } {
  const random = chance(seed);
  const inspection = random.of(['helper', 'helper', 'proxy', 'proxy', 'opaque'] as const);
  const v6 = random.happens(0.12);
  const nat = v6
    ? 'routed'
    : inspection === 'opaque'
      ? random.of(['vip', 'routed'] as const)
      : random.of(['vip', 'vip', 'routed', 'snat'] as const);
  const hops = hopsOf(random);
  const world: World = {
    ...{ seed, chance: random, inspection, v6, nat, hops },
    tls: inspection === 'opaque' || (inspection === 'proxy' && random.happens(0.85)),
    natHop: random.int(0, hops.length - 1),
    offloaded: random.happens(0.5),
    policy: random.int(1, 19),
    sights: [],
    sessions: [],
    counters: { session: random.int(0x10000, 0x7fffff00), pointer: random.int(1, 2 ** 40) },
  };
  const network = v6 ? '2001:db8:10::' : nat === 'snat' ? '10.11.101.' : '192.0.2.';
  const clients = Array.from({ length: random.int(1, 3) }, () => ({
    ip: `${network}${random.int(10, 99)}`,
    port: 0,
  }));
  const server = {
    ip: v6
      ? '2001:db8:20::21'
      : nat === 'vip'
        ? `203.0.113.${random.int(10, 99)}`
        : `10.22.131.${random.int(10, 99)}`,
    port: 21,
  };
  const plans = Array.from({ length: random.of([1, 1, 2, 3]) }, (_, nth) =>
    sessionPlan(world, nth, clients, server),
  );
  for (const plan of plans) playSession(world, plan);
  if (random.happens(0.3)) noise(world, random.of(plans));
  world.sights.sort((one, two) => one.time - two.time);
  return { world, ...chooseViews(world) };
}

function chooseViews(world: World): { views: View[]; complete: boolean } {
  const random = world.chance;
  const last = Math.max(...world.sights.map(({ time }) => time)) + 5;
  const whole = { from: 0, to: last };
  const part = (): { from: number; to: number } => ({
    from: random.happens(0.6) ? 0 : random.next() * last * 0.6,
    to: random.happens(0.6) ? last : last * (0.4 + random.next() * 0.6),
  });
  const complete = random.happens(0.4);
  const span = (): { from: number; to: number } => (complete ? whole : part());
  const zone = random.of([0, 3600, 7200, -18000, 19800]);
  const hosts =
    world.nat === 'snat' || random.happens(0.5)
      ? everyHost(world)
      : [...new Set(world.sessions.map(({ client }) => client.ip))];
  const hop = random.of(world.hops);
  const single = !complete && random.happens(0.25) ? random.of([hop.clientSide, hop.serverSide]) : null;
  const only =
    !complete && single === null && random.happens(0.1) ? random.of(world.sessions).client.ip : null;
  const sniffer: View = {
    ...{
      source: 'sniffer',
      ...span(),
      clock: zone === 0 ? 0 : random.of([0, zone]) + random.of([0, 0, 0.4, -2.7]),
    },
    ...{
      relative: random.happens(0.1),
      hosts,
      interface: single ?? 'any',
      only,
      hex: !world.tls || random.happens(0.6),
    },
    ...{ summary: random.happens(0.6), loss: complete || random.happens(0.85) ? 0 : 0.03 },
  };
  const count = complete || random.happens(0.9) ? 1e9 : random.int(10, 60);
  const views: View[] = [{ source: 'flow', ...span(), clock: zone, hosts, count }];
  if (complete || random.happens(0.8)) views.push(sniffer);
  if (world.inspection === 'proxy' && (complete || random.happens(0.8)))
    views.push({ source: 'wad', ...span(), clock: zone, interleaved: random.happens(0.4) });
  if (world.sights.some(({ source }) => source === 'session')) views.push({ source: 'session', ...whole });
  return { views: complete || random.happens(0.8) ? views : views.slice(1), complete };
}

function everyHost(world: World): string[] {
  const ips = new Set<string>();
  for (const sight of world.sights)
    if (sight.source === 'sniffer') for (const end of [sight.packet.src, sight.packet.dst]) ips.add(end.ip);
  return [...ips];
}
