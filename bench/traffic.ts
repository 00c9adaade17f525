import type { Random } from './random.js';

export interface End {
  readonly address: string;
  readonly port: number;
}

/** One side of a connection: `forwarded` looks alike on both sides of the unit, a proxy has a near and a far one. */
export interface Leg {
  readonly role: 'forwarded' | 'near' | 'far';
  readonly client: End;
  readonly server: End;
  readonly mapped: End | null;
  /** The kernel's session, and whether it lets the first packet in by a pinhole. */
  readonly session: number;
  readonly pinhole: boolean;
  readonly seq: { client: number; server: number };
}

export interface Packet {
  readonly kind: 'packet';
  readonly leg: Leg;
  readonly from: 'client' | 'server';
  readonly flags: 'S' | 'S.' | '.' | 'P.' | 'F.';
  readonly seq: number;
  readonly ack: number;
  readonly payload: string;
}

/** What the proxy writes; a line that begins with a blank stands alone, the others get a stamp and their session. */
export interface Wad {
  readonly kind: 'wad';
  readonly session: number;
  readonly lines: readonly string[];
}

/** What the reports shall count, told where it happens. */
export interface Mark {
  readonly kind: 'control' | 'wad-offer' | 'payload-offer' | 'pinhole-hit';
}

export type Step = Packet | Wad | Mark;
export type Session = Generator<Step, undefined, undefined>;

/**
 * What a session prints next. A mark stands before the print that it counts, and is counted with it: a session that has
 * begun and printed nothing yet is in no capture.
 */
export function nextPrint(session: Session, count: (mark: Mark['kind']) => void): Packet | Wad | undefined {
  for (;;) {
    const step = session.next().value;
    if (step === undefined || step.kind === 'packet' || step.kind === 'wad') return step;
    count(step.kind);
  }
}

export interface World {
  readonly random: Random;
  /** A number that no other caller gets. */
  readonly next: () => number;
}

export function legOf(
  { random }: World,
  role: Leg['role'],
  client: End,
  server: End,
  rest: Pick<Leg, 'mapped' | 'session' | 'pinhole'>,
): Leg {
  return { role, client, server, seq: { client: random(2 ** 32), server: random(2 ** 32) }, ...rest };
}

export function packet(leg: Leg, from: Packet['from'], flags: Packet['flags'], payload = ''): Packet {
  const { seq } = leg;
  const sent = seq[from];
  const ack = flags === 'S' ? 0 : seq[from === 'client' ? 'server' : 'client'];
  const taken = payload.length + (flags === '.' || flags === 'P.' ? 0 : 1);
  seq[from] = (sent + taken) % 2 ** 32;
  return { kind: 'packet', leg, from, flags, seq: sent, ack, payload };
}

export function* handshake(leg: Leg): Session {
  yield packet(leg, 'client', 'S');
  yield packet(leg, 'server', 'S.');
  yield packet(leg, 'client', '.');
}

export function* farewell(leg: Leg): Session {
  yield packet(leg, 'client', 'F.');
  yield packet(leg, 'server', 'F.');
  yield packet(leg, 'client', '.');
}

const NOISE = Array.from({ length: 4096 }, (_, at) => String.fromCharCode((at * 167 + (at >> 3)) & 255)).join(
  '',
);

/** Bytes that say nothing. */
export function noise({ random }: World, most: number): string {
  const from = random(NOISE.length - most);
  return `\x17${NOISE.slice(from, from + random(most))}`;
}

/** A web session through a policy; the proxy writes of some. */
export function* background(world: World): Session {
  const { random, next } = world;
  const session = next();
  const client = {
    address: `10.64.${session % 250}.${1 + ((session >> 8) % 12)}`,
    port: 20_000 + (session % 40_000),
  };
  const server = { address: `203.0.113.${1 + random(200)}`, port: random(4) === 0 ? 80 : 443 };
  const leg = legOf(world, 'forwarded', client, server, { mapped: null, session, pinhole: false });
  yield* handshake(leg);
  for (let rounds = 2 + random(3); rounds > 0; rounds--) {
    yield packet(leg, 'client', 'P.', noise(world, 300));
    yield web(session, client, server);
    yield packet(leg, 'server', 'P.', noise(world, 500));
    yield packet(leg, 'client', '.');
  }
  yield* farewell(leg);
}

function web(session: number, client: End, server: End): Wad {
  const request = `hreq=0x7f52db${(session % 65_536).toString(16).padStart(4, '0')}c8`;
  return {
    kind: 'wad',
    session,
    lines: [
      `wad_dump_http_request       :2562  ${request} Received request from client: ${client.address}:${client.port}`,
      ' ',
      ' GET /updates/catalogue.xml HTTP/1.1',
      ` Host: ${server.address}`,
      `wad_http_req_get_user       :9732  process=0x7f52 session ${session} user=(nil) group=(nil) policy check goes on`,
      `wad_dump_fwd_http_req       :2673  ${request} Forward request to server:`,
      `wad_tcp_port_out_read_block :841   tcp_port 0x7f52dcaf9a90 fd=83 len=1460 read from the peer in state ESTABLISHED`,
    ],
  };
}
