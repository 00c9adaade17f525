import { again, arrive, close, connect, pass, RETRIES, type Connection } from './connection.js';
import { deniedSteps, throughDataVip } from './admission.js';
import type { Control } from './control.js';
import type { KernelStep } from './happenings.js';
import { endpoint, same, SECOND, type Endpoint } from './net.js';
import { ask, reply } from './offer.js';
import { freePort, translation, type Scene } from './scene.js';
import { tell } from './story.js';
import type { TransferOptions } from './types.js';
import type { Offer } from './wad-work.js';

/** One offer and its data connection, with what the script of its fault changes. */
export interface Attempt {
  scene: Scene;
  control: Control;
  offer: Offer;
  transfer: TransferOptions;
  /** When the other side dials. */
  at: number;
  /** Where the captures have to end for the fault to stay open; does nothing unless asked for. */
  cut(at: number): void;
}

export const isProxied = (attempt: Attempt): boolean => attempt.scene.options.inspection === 'proxy';

/** Who dials and what the far end sees of him. */
function initiators(
  attempt: Attempt,
  address: string | undefined,
  port: number | undefined,
): [Endpoint, Endpoint] {
  const { scene, control, offer } = attempt;
  if (offer.reply) {
    const server = endpoint(scene.world.inside, port ?? (scene.world.controlPort === 990 ? 989 : 20));
    return [server, endpoint(scene.world.outside, server.port)];
  }
  const client = endpoint(address ?? control.client.address, port ?? freePort(scene, 49_152, 65_000));
  if (same(control.seen, control.client)) return [client, client];
  return [client, endpoint(control.seen.address, 61_000 + (client.port % 4000))];
}

interface Variation {
  address?: string;
  port?: number;
  proxied?: boolean;
  /** The unit translates the source otherwise than on the control connection. */
  seen?: Endpoint;
  mapped?: Endpoint;
}

export function dataConnection(attempt: Attempt, variation: Variation = {}): Connection {
  const { scene, control, offer } = attempt;
  const [initiator, usual] = initiators(attempt, variation.address ?? attempt.transfer.from, variation.port);
  const ids = { 'own-id': scene.allocate(), 'parent-id': control.id, none: null };
  const { mapped = offer.offered, seen = usual } = variation;
  const ends = { initiator, dialled: offer.external, mapped, seen };
  const proxied = variation.proxied ?? isProxied(attempt);
  return connect(scene, ends, proxied, ids[scene.options.dataPackets], offer.reply);
}

/** A packet takes the pinhole: it is used up, and a session of its own stands instead. */
export function throughPinhole(attempt: Attempt, connection: Connection, at: number): KernelStep[] {
  const { scene, control, offer } = attempt;
  for (const entry of scene.tables) {
    if (entry.expectation && same(entry.dst, offer.external) && entry.until > at) entry.until = at;
  }
  const [initiator, seen] = [connection.first.talk.a, connection.second.talk.a];
  if (connection.id !== null && connection.id !== control.id) {
    scene.tables.push({
      id: connection.id,
      from: at,
      until: at + SECOND,
      expectation: false,
      reply: offer.reply,
      src: initiator,
      dst: offer.external,
      mapped: same(offer.external, offer.offered) ? null : offer.offered,
      source: same(initiator, seen) ? null : seen,
      policy: scene.world.policy,
      helper: false,
      proxied: connection.proxied,
    });
  }
  return pinholeSteps(attempt, connection);
}

export function pinholeSteps(attempt: Attempt, connection: Connection): KernelStep[] {
  const { offer, control } = attempt;
  const steps: KernelStep[] = [{ step: 'expectation', id: control.id }];
  if (!same(offer.external, offer.offered))
    steps.push({ step: 'dnat', from: offer.external, to: offer.offered });
  const [initiator, seen] = [connection.first.talk.a, connection.second.talk.a];
  if (!same(initiator, seen)) steps.push({ step: 'snat', from: initiator.address, to: seen });
  return steps;
}

/** What becomes of a packet to the offered endpoint that no pinhole takes. */
export function denial(attempt: Attempt, local: boolean): KernelStep[] {
  const { scene, offer } = attempt;
  const id = scene.allocate();
  const source = attempt.transfer.from ?? attempt.control.client.address;
  const through = offer.reply ? null : throughDataVip(scene, offer.external, source);
  if (through !== null) {
    return [
      { step: 'new-session', id },
      ...translation(scene, offer.external, through),
      { step: 'route', gateway: through.address, interface: scene.world.serverSide },
      { step: 'forward-deny', policy: 0 },
    ];
  }
  if (!offer.reply || local) return deniedSteps(scene, id, offer.external, offer.offered, local);
  return [
    { step: 'new-session', id },
    { step: 'route', gateway: offer.external.address, interface: scene.world.clientSide },
    { step: 'forward-deny', policy: 0 },
  ];
}

/** The same SYN again and again; `steps` says what the kernel does with the nth. */
export function knock(
  attempt: Attempt,
  connection: Connection,
  at: number,
  steps: (nth: number) => KernelStep[] | undefined,
  waits = [0, ...RETRIES],
): number {
  for (const [nth, wait] of waits.entries()) {
    if (nth > 0) again(connection.first, 'a');
    const when = at + wait * SECOND + (nth === 0 ? 0 : attempt.scene.random.int(500, 9000));
    arrive(attempt.scene, when, connection.first, 'a', 'S', '', steps(nth), connection.vdom);
  }
  return at + waits[waits.length - 1]! * SECOND;
}

export function sendVerb(attempt: Attempt, at = attempt.at + 1500): string {
  const { file } = attempt.transfer;
  const usual = attempt.scene.random.pick(['LIST', 'RETR', 'MLSD']);
  const verb = file === undefined ? usual : 'RETR';
  ask(attempt.scene, attempt.control, at, verb === 'RETR' ? `RETR ${file ?? 'report.csv'}` : verb);
  return verb;
}

/** The server waits for its data connection, or for the other end of it, then says so. */
export function giveUp(
  attempt: Attempt,
  at: number,
  verb: string,
  text = '425 Failed to establish connection.',
): number {
  return reply(attempt.scene, attempt.control, at, verb, attempt.transfer.reply ?? text);
}

/** Bytes, FINs and the closing reply of a transfer whose connection is open; returns when all is over. */
export function finishTransfer(attempt: Attempt, connection: Connection, at: number, verb: string): number {
  const { scene, control, offer } = attempt;
  const server = offer.reply ? 'a' : 'b';
  const { story, reply: text = '226 Directory send OK.' } = attempt.transfer;
  if (story !== undefined)
    return tell({ scene, control, data: connection, active: offer.reply, verb }, at + 700, story);
  let now = reply(scene, control, at + 700, verb, '150 Here comes the directory listing.', false);
  for (let count = scene.random.int(1, 3); count > 0; count -= 1) {
    const bytes = 'x'.repeat(scene.random.int(60, 1400));
    now = pass(scene, connection, now + scene.random.int(300, 4000), server, 'P.', bytes);
  }
  const closed = close(scene, connection, now + 500, server);
  return reply(scene, control, closed + scene.random.int(400, 2000), verb, text);
}
