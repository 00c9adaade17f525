import {
  denial,
  dataConnection,
  finishTransfer,
  giveUp,
  isProxied,
  knock,
  sendVerb,
  throughPinhole,
  pinholeSteps,
  type Attempt,
} from './attempt.js';
import {
  again,
  answerFirst,
  arrive,
  dialInVain,
  existing,
  handshake,
  leave,
  RETRIES,
  type Connection,
  type FarEnd,
} from './connection.js';
import type { KernelStep } from './happenings.js';
import { SECOND } from './net.js';

/** Endings that passive and active offers share: each returns when everything of it is over. */

const PACE = { answer: 54_200, dial: 10_200 };

/** It opens and the transfer runs through. */
export function works(
  attempt: Attempt,
  connection = dataConnection(attempt),
  admission = throughPinhole(attempt, connection, attempt.at),
): number {
  const verb = attempt.offer.reply ? sendVerb(attempt, attempt.at - 2200) : sendVerb(attempt);
  attempt.cut(attempt.at + (connection.proxied ? 58_000 : 1000));
  const open = handshake(attempt.scene, connection, attempt.at, admission, PACE);
  return finishTransfer(attempt, connection, open, verb);
}

/** The first SYN is denied, its retransmission goes through. */
export function worksAtSecond(attempt: Attempt, verb: string): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  const local = !attempt.offer.reply && scene.options.vip === 'port-forward';
  arrive(scene, attempt.at, connection.first, 'a', 'S', '', denial(attempt, local));
  again(connection.first, 'a');
  attempt.cut(attempt.at + 700_000);
  const second = attempt.at + SECOND + scene.random.int(900, 9000);
  const open = handshake(scene, connection, second, throughPinhole(attempt, connection, second), PACE);
  return finishTransfer(attempt, connection, open, verb);
}

/** No packet of it gets past the kernel. */
export function denied(
  attempt: Attempt,
  local: boolean,
  more: {
    connection?: Connection;
    first?: KernelStep[];
    steps?: () => KernelStep[];
    /** Nobody asks for the transfer and nobody answers: the control connection is gone. */
    mute?: boolean;
  } = {},
): number {
  const { scene } = attempt;
  const verb = more.mute
    ? ''
    : attempt.offer.reply
      ? sendVerb(attempt, attempt.at - 2200)
      : sendVerb(attempt);
  const connection = more.connection ?? dataConnection(attempt);
  attempt.cut(attempt.at + 400_000);
  const steps = more.steps ?? ((): KernelStep[] => denial(attempt, local));
  const last = knock(attempt, connection, attempt.at, (nth) =>
    nth === 0 && more.first ? more.first : steps(),
  );
  if (more.mute) return last + 8 * SECOND;
  return giveUp(attempt, last + scene.random.int(11, 14) * SECOND, verb);
}

/** The near end is let in, the far end does not open. */
export function farEndFails(attempt: Attempt, farEnd: FarEnd): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  const verb = attempt.offer.reply ? sendVerb(attempt, attempt.at - 2200) : sendVerb(attempt);
  const { first } = connection;
  const admission = throughPinhole(attempt, connection, attempt.at);
  let over: number;
  if (isProxied(attempt)) {
    arrive(scene, attempt.at, first, 'a', 'S', '', admission);
    const accepted = answerFirst(scene, connection, attempt.at, PACE.answer);
    attempt.cut(accepted + (farEnd === 'silent' ? 300_000 : 500));
    over = dialInVain(scene, connection, accepted + PACE.dial, farEnd);
    leave(scene, over, first, 'b', farEnd === 'rst' ? 'R.' : 'F.');
  } else {
    attempt.cut(attempt.at + (farEnd === 'silent' ? 400_000 : 70));
    over = passInVain(attempt, connection, farEnd, admission);
  }
  return giveUp(attempt, over + scene.random.int(9, 12) * SECOND, verb);
}

function passInVain(
  attempt: Attempt,
  connection: Connection,
  farEnd: FarEnd,
  admission: KernelStep[],
): number {
  const { scene } = attempt;
  const { first, second } = connection;
  let now = attempt.at;
  for (const [nth, wait] of (farEnd === 'rst' ? [0] : [0, ...RETRIES]).entries()) {
    if (nth > 0) {
      again(first, 'a');
      again(second, 'a');
    }
    now = attempt.at + wait * SECOND + nth * 1900;
    arrive(scene, now, first, 'a', 'S', '', nth > 0 ? existing(connection, 'original') : admission);
    leave(scene, now + 60, second, 'a', 'S');
    if (farEnd === 'icmp') unreachable(attempt, connection, now + 2100);
  }
  if (farEnd === 'rst') {
    now += 5000;
    arrive(scene, now, second, 'b', 'R.', '', existing(connection, 'reply'));
    leave(scene, now + 50, first, 'b', 'R.');
  }
  return now;
}

/** A router behind the unit names the endpoint that it cannot deliver to. */
function unreachable(attempt: Attempt, connection: Connection, at: number): void {
  const { scene, offer } = attempt;
  const { second } = connection;
  scene.happenings.push({
    kind: 'icmp',
    at,
    interface: second.interface,
    direction: 'in',
    src: scene.world.router,
    dst: second.talk.a.address,
    text: `${offer.offered.address} tcp port ${offer.offered.port} unreachable`,
    type: 3,
    code: 3,
    id: 0,
    kernel: existing(connection, 'reply'),
  });
}

/** Proxied: each SYN of the unit is answered by the router. */
export function routerRefuses(attempt: Attempt): number {
  if (!isProxied(attempt)) return farEndFails(attempt, 'icmp');
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  const verb = sendVerb(attempt);
  arrive(scene, attempt.at, connection.first, 'a', 'S', '', throughPinhole(attempt, connection, attempt.at));
  const accepted = answerFirst(scene, connection, attempt.at, PACE.answer);
  attempt.cut(accepted + 500);
  const dialled = accepted + PACE.dial;
  const over = dialInVain(scene, connection, dialled, 'silent');
  for (const wait of [0, ...RETRIES]) unreachable(attempt, connection, dialled + wait * SECOND + 14_000);
  leave(scene, over, connection.first, 'b', 'R.');
  return giveUp(attempt, over + 9 * SECOND, verb);
}

/** The unit or the server answers, the initiator stays silent, or repeats its SYN as if it had heard nothing. */
export function initiatorSilent(attempt: Attempt, repeats: boolean): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt);
  const { first, second } = connection;
  const verb = sendVerb(attempt);
  arrive(scene, attempt.at, first, 'a', 'S', '', throughPinhole(attempt, connection, attempt.at));
  const passing = !connection.proxied;
  if (passing) leave(scene, attempt.at + 60, second, 'a', 'S');
  const answered = attempt.at + 54_800;
  attempt.cut(answered + 300_000);
  for (const [nth, wait] of [0, ...RETRIES].entries()) {
    const now = answered + wait * SECOND + nth * 2300;
    if (nth > 0) again(first, 'b');
    if (nth > 0 && passing) again(second, 'b');
    if (nth > 0 && repeats) {
      again(first, 'a');
      arrive(scene, now - 50_000, first, 'a', 'S', '', existing(connection, 'original'));
    }
    if (passing) arrive(scene, now - 60, second, 'b', 'S.', '', existing(connection, 'reply'));
    leave(scene, now, first, 'b', 'S.');
  }
  return giveUp(attempt, answered + 22 * SECOND, verb);
}

/** A hit that the policy denies all the same. */
export function deniedAfterHit(attempt: Attempt): number {
  const connection = dataConnection(attempt);
  const first: KernelStep[] = [...pinholeSteps(attempt, connection), { step: 'forward-deny', policy: 0 }];
  return denied(attempt, false, { connection, first });
}

/** The pinhole takes it, and the tunnel that it belongs into is not up. */
export function tunnelDown(attempt: Attempt): number {
  const connection = dataConnection(attempt);
  const steps: KernelStep[] = [
    ...pinholeSteps(attempt, connection),
    { step: 'drop', words: 'SA is not ready yet, drop' },
  ];
  return denied(attempt, false, { connection, steps: () => steps });
}

/** What the server answers does not come back through the unit, and the client goes on with what it has heard. */
export function otherWayBack(attempt: Attempt): number {
  const { scene } = attempt;
  const connection = dataConnection(attempt, { proxied: false });
  const { first, second } = connection;
  const verb = sendVerb(attempt);
  arrive(scene, attempt.at, first, 'a', 'S', '', throughPinhole(attempt, connection, attempt.at));
  leave(scene, attempt.at + 60, second, 'a', 'S');
  attempt.cut(attempt.at + 3000);
  let now = attempt.at + 6000;
  first.talk.nextB += 1;
  for (const wait of [0, ...RETRIES]) {
    now = attempt.at + 6000 + wait * SECOND;
    arrive(scene, now, first, 'a', '.', '', [{ step: 'no-session' }]);
  }
  return giveUp(attempt, now + 12 * SECOND, verb);
}

/** A rule lets the near end in, and the far end refuses what it is given. */
export function passesInVain(
  attempt: Attempt,
  connection: Connection,
  farEnd: FarEnd,
  admission: KernelStep[],
): number {
  const verb = sendVerb(attempt);
  attempt.cut(attempt.at + 70);
  const over = passInVain(attempt, connection, farEnd, admission);
  return giveUp(attempt, over + attempt.scene.random.int(9, 12) * SECOND, verb);
}
