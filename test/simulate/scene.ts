import type { Happening, KernelStep, Segment, TableEntry } from './happenings.js';
import { endpoint, SECOND, type Endpoint } from './net.js';
import { random, type Random } from './prng.js';
import type { DataVip, ScenarioOptions, Source } from './types.js';

export type Settings = Required<Omit<ScenarioOptions, 'dataVip' | 'traceCount'>> &
  Pick<ScenarioOptions, 'dataVip' | 'traceCount'>;

interface World {
  clientSide: string;
  serverSide: string;
  otherSide: string;
  clientNet: string;
  /** What the client dials. */
  outside: string;
  /** The server itself; equals `outside` without a VIP. */
  inside: string;
  /** The unit's own address towards the server. */
  unitInside: string;
  /** A hop between the unit and the server. */
  router: string;
  controlPort: number;
  policy: number;
}

export interface Scene {
  options: Settings;
  world: World;
  random: Random;
  happenings: Happening[];
  tables: TableEntry[];
  /** Nothing after this moment is captured. */
  cutAt: number;
  begin: number;
  /** The last thing captured, and the moment of the session list; known when everything has been played. */
  endAt: number;
  listAt: number;
  /** A second VIP and policy are meant to cover the passive range. */
  dataVip: DataVip | undefined;
  allocate(): string;
  /** Ports given away, so that two stories never meet by accident. */
  ports: Set<number>;
}

/** One TCP connection between two ends: the next sequence number of each. */
export interface Talk {
  a: Endpoint;
  b: Endpoint;
  nextA: number;
  nextB: number;
}

const wrap32 = (value: number): number => value % 4294967296;

/** The next segment from one end of a talk, which moves on by its payload and SYN or FIN. */
export function say(talk: Talk, from: 'a' | 'b', flags: string, payload = ''): Segment {
  const mine = from === 'a' ? talk.nextA : talk.nextB;
  const theirs = from === 'a' ? talk.nextB : talk.nextA;
  const step = payload.length + (flags.startsWith('S') || flags.startsWith('F') ? 1 : 0);
  if (from === 'a') talk.nextA = wrap32(mine + step);
  else talk.nextB = wrap32(mine + step);
  const [src, dst] = from === 'a' ? [talk.a, talk.b] : [talk.b, talk.a];
  return { src, dst, flags, seq: mine, ack: flags.includes('.') ? theirs : 0, payload };
}

export function talk(scene: Scene, a: Endpoint, b: Endpoint): Talk {
  return { a, b, nextA: scene.random.int(1e8, 4294967295), nextB: scene.random.int(1e8, 4294967295) };
}

export function settle(options: ScenarioOptions): Settings {
  const release = options.release ?? '6.4';
  const family = options.family ?? 4;
  const inspection = options.inspection ?? (release === '5.2' ? 'helper' : 'proxy');
  return {
    sessions: [{ transfers: [{}] }],
    tls: inspection === 'helper' ? 'none' : 'explicit',
    vip: family === 6 ? 'none' : 'port-forward',
    snat: false,
    flowTimestamps: true,
    snifferStamp: 'a',
    zoneSeconds: 7200,
    flowSkew: 0,
    wadSkew: 0,
    snifferSkew: 0,
    verbosity: 4,
    sniff: 'any',
    filter: 'hosts',
    tlsVersion: 'TLS 1.3',
    controlPort: options.tls === 'implicit' ? 990 : 21,
    configShows: [],
    configured: inspection,
    noise: 0,
    sources: ['wad', 'flow', 'sniffer'] as Source[],
    dataPackets: 'own-id',
    untranslatedTuple: 'omit',
    ...options,
    release,
    family,
    inspection,
  };
}

const INTERFACES: [string, string, string][] = [
  ['port3', 'port2', 'port5'],
  ['wan1', 'dmz', 'wan2'],
  ['port1', 'internal7', 'port4'],
  ['vlan-120', 'srv.30', 'lte_1'],
];

function world(options: Settings, chance: Random): World {
  const [clientSide, serverSide, otherSide] = chance.pick(INTERFACES);
  const six = options.family === 6;
  const clientNet = six ? '2001:db8:4::' : `10.${chance.int(190, 239)}.${chance.int(1, 9)}.`;
  const inSix = six && options.vip !== 'nat64';
  const insideNet = inSix ? '2001:db8:3::' : `10.${chance.int(100, 189)}.${chance.int(1, 9)}.`;
  const inside = insideNet + (inSix ? '202' : String(chance.int(190, 230)));
  return {
    clientSide,
    serverSide,
    otherSide,
    clientNet,
    outside: options.vip === 'none' ? inside : clientNet + (six ? '72' : String(chance.int(60, 79))),
    inside,
    unitInside: `${insideNet}1`,
    router: `${insideNet}254`,
    controlPort: options.controlPort,
    policy: chance.int(2, 30),
  };
}

/** The faults that need one bring it along. */
function usualDataVip({ sessions }: Settings): DataVip | undefined {
  const faults = sessions.flatMap(({ transfers = [] }) => transfers.flatMap(({ fault = 'none' }) => fault));
  if (faults.includes('translated-port')) return { extport: '50000-51000', mappedport: '60000-61000' };
  return faults.some((fault) => fault.startsWith('static-range')) ? { extport: '50000-51000' } : undefined;
}

export function openScene(options: Settings): Scene {
  const chance = random(options.seed);
  let lastId = chance.int(0x00100000, 0x7f000000);
  return {
    options,
    world: world(options, chance),
    random: chance.fork(1),
    happenings: [],
    tables: [],
    cutAt: Number.POSITIVE_INFINITY,
    // Some afternoon of the seed's year, never on a whole second.
    begin: Date.UTC(2021, 6, 26, 12, 0, 0) * 1000 + chance.int(0, 30_000) * SECOND + chance.int(1, 999_999),
    dataVip: options.dataVip ?? usualDataVip(options),
    ports: new Set(),
    endAt: 0,
    listAt: 0,
    allocate: () => (lastId += chance.int(1, 40)).toString(16).padStart(8, '0'),
  };
}

export const clientAddress = (scene: Scene, index: number): string =>
  `${scene.world.clientNet}${81 + (index % 15)}`;

/** What a packet towards the server meets before it is forwarded. */
export function translation(scene: Scene, to: Endpoint, mapped: Endpoint): KernelStep[] {
  if (to.address === mapped.address && to.port === mapped.port) return [];
  return [
    { step: 'vip', mapped, interface: scene.world.clientSide },
    { step: 'dnat', from: to, to: mapped },
  ];
}

export const insideOf = (scene: Scene, port: number): Endpoint => endpoint(scene.world.inside, port);

export const outsideOf = (scene: Scene, port: number): Endpoint => endpoint(scene.world.outside, port);

export function freePort(scene: Scene, least: number, most: number): number {
  let port = scene.random.int(least, most);
  while (scene.ports.has(port)) port = port === most ? least : port + 1;
  scene.ports.add(port);
  return port;
}
