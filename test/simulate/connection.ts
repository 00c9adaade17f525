import type { KernelStep } from './happenings.js';
import { SECOND, type Endpoint } from './net.js';
import { say, talk, type Scene, type Talk } from './scene.js';

/** A TCP connection through the unit. The first leg is the initiator's; `a` is the initiator on both. */
export interface Connection {
  first: { interface: string; talk: Talk };
  second: { interface: string; talk: Talk };
  proxied: boolean;
  /** Kernel session id of later packets, or null to leave them out of the flow trace. */
  id: string | null;
  vdom?: string;
}

export type FarEnd = 'answers' | 'silent' | 'rst' | 'icmp';

/** Seconds after the first SYN at which TCP tries again. */
export const RETRIES = [1, 3, 7];

export interface Ends {
  initiator: Endpoint;
  dialled: Endpoint;
  mapped: Endpoint;
  /** The initiator as the far end sees it. */
  seen: Endpoint;
}

export function connect(
  scene: Scene,
  ends: Ends,
  proxied: boolean,
  id: string | null,
  active = false,
): Connection {
  const { clientSide, serverSide } = scene.world;
  const near = talk(scene, ends.initiator, ends.dialled);
  const far = talk(scene, ends.seen, ends.mapped);
  if (!proxied) Object.assign(far, { nextA: near.nextA, nextB: near.nextB });
  const sides = active ? [serverSide, clientSide] : [clientSide, serverSide];
  return {
    first: { interface: sides[0]!, talk: near },
    second: { interface: sides[1]!, talk: far },
    proxied,
    id,
  };
}

type Leg = Connection['first'];

export function arrive(
  scene: Scene,
  at: number,
  leg: Leg,
  from: 'a' | 'b',
  flags: string,
  payload = '',
  kernel?: KernelStep[],
  vdom?: string,
): void {
  const segment = say(leg.talk, from, flags, payload);
  scene.happenings.push({ kind: 'arrive', at, interface: leg.interface, segment, kernel, vdom });
}

export function leave(
  scene: Scene,
  at: number,
  leg: Leg,
  from: 'a' | 'b',
  flags: string,
  payload = '',
): void {
  scene.happenings.push({
    kind: 'leave',
    at,
    interface: leg.interface,
    segment: say(leg.talk, from, flags, payload),
  });
}

/** A retransmission repeats its number: step back before saying it again. */
export function again(leg: Leg, from: 'a' | 'b'): void {
  if (from === 'a') leg.talk.nextA -= 1;
  else leg.talk.nextB -= 1;
}

export function existing(connection: Connection, direction: 'original' | 'reply'): KernelStep[] | undefined {
  return connection.id === null ? undefined : [{ step: 'existing', id: connection.id, direction }];
}

const tick = (scene: Scene, least: number, most: number): number => scene.random.int(least, most);

/** Three-way handshake of a fresh first SYN; returns the time when it is over on both legs. */
export function handshake(
  scene: Scene,
  connection: Connection,
  at: number,
  admission: KernelStep[],
  pace: { answer: number; dial: number },
): number {
  const { first, second, proxied } = connection;
  arrive(scene, at, first, 'a', 'S', '', admission, connection.vdom);
  if (!proxied) {
    leave(scene, at + tick(scene, 30, 90), second, 'a', 'S');
    return finishPassing(scene, connection, at + tick(scene, 100, 120));
  }
  const acknowledged = answerFirst(scene, connection, at, pace.answer);
  const dialled = acknowledged + pace.dial + tick(scene, 0, 900);
  leave(scene, dialled, second, 'a', 'S');
  const answered = dialled + tick(scene, 4900, 6100);
  arrive(scene, answered, second, 'b', 'S.', '', existing(connection, 'reply'));
  leave(scene, answered + tick(scene, 45, 180), second, 'a', '.');
  return answered + 200;
}

/** The proxy answers the initiator before it knows anything of the far end. */
export function answerFirst(scene: Scene, connection: Connection, at: number, after: number): number {
  const answered = at + after + tick(scene, 0, 900);
  leave(scene, answered, connection.first, 'b', 'S.');
  const acknowledged = answered + tick(scene, 800, 1900);
  arrive(scene, acknowledged, connection.first, 'a', '.', '', existing(connection, 'original'));
  return acknowledged;
}

function finishPassing(scene: Scene, connection: Connection, at: number): number {
  const { first, second } = connection;
  const answered = at + tick(scene, 4900, 6100);
  arrive(scene, answered, second, 'b', 'S.', '', existing(connection, 'reply'));
  leave(scene, answered + tick(scene, 30, 90), first, 'b', 'S.');
  const acknowledged = answered + tick(scene, 900, 2100);
  arrive(scene, acknowledged, first, 'a', '.', '', existing(connection, 'original'));
  leave(scene, acknowledged + tick(scene, 30, 90), second, 'a', '.');
  return acknowledged + 200;
}

/** A segment that crosses the unit; returns when it was delivered. */
export function pass(
  scene: Scene,
  connection: Connection,
  at: number,
  from: 'a' | 'b',
  flags: string,
  payload = '',
  kernel?: KernelStep[],
): number {
  const [inward, outward] =
    from === 'a' ? [connection.first, connection.second] : [connection.second, connection.first];
  arrive(scene, at, inward, from, flags, payload, kernel);
  const acknowledge = connection.proxied && payload !== '';
  if (acknowledge) leave(scene, at + tick(scene, 20, 60), inward, from === 'a' ? 'b' : 'a', '.');
  const passed = at + (connection.proxied ? tick(scene, 250, 900) : tick(scene, 30, 90));
  leave(scene, passed, outward, from, flags, payload);
  return passed;
}

/** Both ends close in order, the one given first. */
export function close(scene: Scene, connection: Connection, at: number, from: 'a' | 'b'): number {
  const other = from === 'a' ? 'b' : 'a';
  const first = pass(scene, connection, at, from, 'F.');
  const second = pass(scene, connection, first + tick(scene, 1200, 4000), other, 'F.');
  return pass(scene, connection, second + tick(scene, 900, 2000), from, '.');
}

/** The far end does not open: SYNs of the second leg and what comes back. Returns when the unit gave up. */
export function dialInVain(scene: Scene, connection: Connection, at: number, farEnd: FarEnd): number {
  const { second } = connection;
  let last = at;
  for (const [index, wait] of [0, ...RETRIES].entries()) {
    last = at + wait * SECOND + (index === 0 ? 0 : tick(scene, 800, 9000));
    if (index > 0) again(second, 'a');
    leave(scene, last, second, 'a', 'S');
    if (farEnd === 'rst') {
      arrive(scene, last + tick(scene, 900, 5200), second, 'b', 'R.', '', existing(connection, 'reply'));
      return last + 6000;
    }
  }
  return last + 8 * SECOND;
}
