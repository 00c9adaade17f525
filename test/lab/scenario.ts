import { random, type Random } from './random.js';

export type Command = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';
export type Verb = 'RETR' | 'STOR' | 'LIST';
export type ServerName = 'vsftpd' | 'proftpd' | 'pure-ftpd' | 'scripted';
export type ClientName = 'curl' | 'lftp' | 'ftplib' | 'scripted';

/** One packet kind that the gateway keeps or resets on its way. */
export const PACKETS = [
  ...[
    'syn',
    'syn-ack',
    'banner',
    'auth',
    '234',
    'client-hello',
    'offer',
    'offer-reply',
    'verb',
    '150',
    '226',
  ],
  ...['data-syn', 'data-syn-ack', 'data-ack', 'data', 'data-fin'],
] as const;
export type PacketKind = (typeof PACKETS)[number];

/** Where a packet ends: the gateway's rule, or a firewall of one of the two hosts. */
export type Place = 'gateway' | 'client' | 'server';
export type How =
  'drop' | 'reset' | 'net-unreachable' | 'host-unreachable' | 'admin-prohibited' | 'port-unreachable';
export interface Fault {
  readonly packet: PacketKind;
  readonly place: Place;
  readonly how: How;
}

/** What the scripted server does that real ones do seldom or never. */
export const QUIRKS = [
  ...['none', 'split-reply', 'idle-421', 'refuse-auth', 'refuse-epsv', 'refuse-offer', 'no-226', 'early-226'],
  ...['425', '426', '451', '550', '552', '125', 'multiline', 'reset-data', 'close-control', 'close-listener'],
  ...[
    'slow-accept',
    '421-in-transfer',
    'other-address',
    '150-and-550',
    'silent-150',
    'lower-case',
    'no-login',
  ],
] as const;
export type Quirk = (typeof QUIRKS)[number];

/** What the scripted client does besides one offer and one verb each time. */
export const HABITS = [
  ...[
    'plain',
    'noop-in-transfer',
    'stat-in-transfer',
    'pipeline',
    'unused-offer',
    'offer-twice',
    'abort',
    'reset-data',
  ],
  ...[
    'late-dial',
    'verb-first',
    'split-command',
    'quit-in-transfer',
    'idle',
    'noop-between',
    'dial-twice',
    'never-dial',
  ],
  'dial-only',
] as const;
export type Habit = (typeof HABITS)[number];

export interface Scenario {
  readonly seed: number;
  readonly server: ServerName;
  readonly client: ClientName;
  readonly command: Command;
  readonly verbs: readonly Verb[];
  readonly tls: 'none' | 'explicit' | 'implicit';
  readonly trust: 'ok' | 'client-rejects' | 'server-wants-certificate' | 'reuse-required';
  readonly tls13: boolean;
  readonly family: 4 | 6;
  readonly way: 'vip' | 'route' | 'masquerade';
  readonly helper: boolean;
  readonly policy: 'strict' | 'open';
  readonly deny: 'drop' | 'reset';
  readonly port20: boolean;
  /** The server names the address outside of the gateway in its 227. */
  readonly announce: boolean;
  readonly fault: Fault | null;
  readonly quirk: Quirk;
  readonly habit: Habit;
}

const CONTROL: readonly PacketKind[] = ['syn', 'syn-ack', 'banner'];

function fault(r: Random, active: boolean, tls: Scenario['tls']): Fault {
  const readable: PacketKind[] = ['offer', 'offer-reply', 'verb', '150', '226'];
  const secured: PacketKind[] = tls === 'explicit' ? ['auth', '234', 'client-hello'] : ['client-hello'];
  const data: PacketKind[] = [
    'data-syn',
    'data-syn-ack',
    'data-ack',
    'data',
    'data-fin',
    'data-syn',
    'data-syn-ack',
    'data',
  ];
  const packet = r.pick([
    ...data,
    ...(tls === 'none' ? [...readable, ...readable] : secured),
    r.pick(CONTROL),
  ]);
  if (packet !== 'data-syn') return { packet, place: 'gateway', how: r.chance(0.75) ? 'drop' : 'reset' };
  const icmp = ['net-unreachable', 'host-unreachable', 'admin-prohibited', 'port-unreachable'] as const;
  return {
    packet,
    place: r.pick(['gateway', active ? 'client' : 'server', active ? 'server' : 'client']),
    how: r.pick(['drop', 'drop', 'reset', r.pick(icmp)]),
  };
}

function tlsOf(r: Random, client: ClientName): Pick<Scenario, 'tls' | 'trust' | 'tls13'> {
  const tls = r.chance(0.65) ? 'none' : r.chance(0.7) ? 'explicit' : 'implicit';
  const trust = r.chance(0.6)
    ? 'ok'
    : r.pick(['client-rejects', 'server-wants-certificate', 'reuse-required'] as const);
  const plain = tls === 'none' || (client === 'ftplib' && tls === 'implicit');
  return plain ? { tls: 'none', trust: 'ok', tls13: false } : { tls, trust, tls13: r.chance(0.5) };
}

function peers(r: Random): Pick<Scenario, 'server' | 'client' | 'quirk' | 'habit'> {
  const server = r.pick(['vsftpd', 'proftpd', 'pure-ftpd', 'scripted', 'scripted'] as const);
  const client = r.pick(['curl', 'lftp', 'ftplib', 'scripted', 'scripted'] as const);
  return {
    server,
    client,
    quirk: server === 'scripted' ? r.pick(QUIRKS) : 'none',
    habit: client === 'scripted' ? r.pick(HABITS) : 'plain',
  };
}

/** The world of one session: everything in it follows from the seed. */
export function scenario(seed: number): Scenario {
  const r = random(seed);
  const who = peers(r);
  const family = r.chance(0.12) ? 6 : 4;
  const command = r.pick<Command>(
    family === 6 ? ['EPSV', 'EPSV', 'EPRT'] : ['PASV', 'PASV', 'EPSV', 'PORT', 'EPRT'],
  );
  const active = command === 'PORT' || command === 'EPRT';
  const secured = tlsOf(r, who.client);
  return {
    ...who,
    ...secured,
    seed,
    command,
    family,
    verbs: Array.from({ length: 1 + r.below(3) }, () => r.pick<Verb>(['RETR', 'RETR', 'STOR', 'LIST'])),
    way: family === 6 ? 'route' : r.pick(['vip', 'vip', 'route', 'masquerade']),
    helper: r.chance(0.75),
    policy: r.chance(0.25) ? 'open' : 'strict',
    deny: r.chance(0.7) ? 'drop' : 'reset',
    port20: r.chance(0.5),
    announce: r.chance(0.2),
    fault: r.chance(0.5) ? fault(r, active, secured.tls) : null,
  };
}
