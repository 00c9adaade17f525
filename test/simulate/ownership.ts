import {
  dataConnection,
  denial,
  finishTransfer,
  giveUp,
  knock,
  sendVerb,
  throughPinhole,
  type Attempt,
} from './attempt.js';
import { close, existing, handshake, type Connection } from './connection.js';
import type { KernelStep } from './happenings.js';
import { SECOND } from './net.js';
import { denied, works } from './outcomes.js';

/** Faults of time and of who may use a pinhole. */

const PACE = { answer: 54_200, dial: 10_200 };

const isLocal = (attempt: Attempt): boolean =>
  !attempt.offer.reply && attempt.scene.options.vip === 'port-forward' && attempt.scene.random.next() < 0.5;

const late = (attempt: Attempt): Attempt => ({ ...attempt, at: attempt.offer.at + 41 * SECOND });

/** The kernel has forgotten the expectation when the client comes. */
export const expired = (attempt: Attempt): number => denied(late(attempt), isLocal(attempt));

/** As old, but its parent kept it alive. */
export function lateHit(attempt: Attempt): number {
  for (const entry of attempt.scene.tables) if (entry.expectation) entry.until += 60 * SECOND;
  return works(late(attempt));
}

export function otherSource(attempt: Attempt): number {
  const { control } = attempt;
  const address = control.client.address.replace(/\d+$/, (last) => String(Number(last) + 100));
  return denied(attempt, isLocal(attempt), { connection: dataConnection(attempt, { address }) });
}

/** The second connection of a segmented download finds the pinhole used up. */
export function usedTwice(attempt: Attempt): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  const verb = sendVerb(attempt);
  const open = handshake(scene, connection, attempt.at, throughPinhole(attempt, connection, attempt.at), {
    answer: 54_200,
    dial: 10_200,
  });
  attempt.cut(attempt.at + 58_000);
  const over = finishTransfer(attempt, connection, open, verb);
  const local = isLocal(attempt);
  const last = knock(attempt, dataConnection(attempt), over + 30_000, () => denial(attempt, local));
  return last + 4 * SECOND;
}

/** The client drops its control connection first and dials all the same. */
export function controlClosed(attempt: Attempt): number {
  const { scene, control } = attempt;
  const ended = close(scene, control.connection, attempt.offer.at + 400_000, 'a');
  control.closed = true;
  for (const entry of scene.tables) if (entry.id === control.id) entry.until = Math.min(entry.until, ended);
  return denied({ ...attempt, at: ended + 2 * SECOND }, isLocal(attempt), { mute: true });
}

/** The client's data packets come in by an interface that belongs to another VDOM. */
export function otherVdom(attempt: Attempt): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  connection.first.interface = scene.world.otherSide;
  connection.vdom = scene.options.release === '5.2' ? 'guest' : 'guest:1';
  return denied(attempt, false, { connection });
}

/** The route back to the client does not lead out where the packet came in. */
export function otherPath(attempt: Attempt): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  connection.first.interface = scene.world.otherSide;
  const steps = (): KernelStep[] => [
    { step: 'new-session', id: scene.allocate() },
    { step: 'reverse-path-drop' },
    { step: 'trace' },
  ];
  return denied(attempt, false, { connection, steps });
}

/** The route back is fine, the pinhole only was made for the interface of the control connection. */
export function otherInterface(attempt: Attempt): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  connection.first.interface = scene.world.otherSide;
  return denied(attempt, false, { connection });
}

/** Somebody else behind the same address dials first and cannot speak for the client; the client finds nothing. */
export function takenByOther(attempt: Attempt): number {
  const { scene } = attempt;
  const other = dataConnection(attempt);
  const verb = sendVerb(attempt);
  handshake(scene, other, attempt.at - 30_000, throughPinhole(attempt, other, attempt.at - 30_000), PACE);
  const local = isLocal(attempt);
  const last = knock(attempt, dataConnection(attempt), attempt.at + 5000, () => denial(attempt, local));
  attempt.cut(attempt.at + 700_000);
  const closed = close(scene, other, last + 4 * SECOND, 'b');
  return giveUp(attempt, closed + 700, verb);
}

/** The client dials from the same port again, and the kernel takes its SYN for the old session's. */
export function portReused(attempt: Attempt, old: Connection): number {
  const { scene } = attempt;
  const verb = sendVerb(attempt);
  const connection = dataConnection(attempt, { port: old.first.talk.a.port });
  attempt.cut(attempt.at + 400_000);
  const last = knock(attempt, connection, attempt.at, () => existing(old, 'original'));
  return giveUp(attempt, last + scene.random.int(11, 14) * SECOND, verb);
}
