import {
  again,
  answerFirst,
  arrive,
  close,
  connect,
  dialInVain,
  existing,
  handshake,
  leave,
  pass,
  RETRIES,
  type Connection,
  type FarEnd,
} from './connection.js';
import { deniedSteps, type Control } from './control.js';
import type { Fault } from './faults.js';
import type { KernelStep } from './happenings.js';
import { endpoint, SECOND, same } from './net.js';
import { ask, byStaticRange, offerPassive, reply, type Depth, type Offer } from './offer.js';
import type { Scene } from './scene.js';
import type { Command, TransferOptions } from './types.js';

const DEPTHS: Partial<Record<Fault, Depth>> = {
  'static-range': 'read',
  'bind-failed': 'looked-up',
  'no-tuple': 'listening',
  'not-opened': 'unseen',
  abandoned: 'read',
};

/** One passive offer and its data connection, with what the script of its fault changes. */
export interface Attempt {
  scene: Scene;
  control: Control;
  offer: Offer;
  /** When the client dials. */
  at: number;
  /** Where a capture has to end for the fault to stay open. */
  cut(at: number): void;
}

export function expectationSteps(attempt: Attempt): KernelStep[] {
  const { offer, control } = attempt;
  const steps: KernelStep[] = [{ step: 'expectation', id: control.id }];
  if (!same(offer.external, offer.offered))
    steps.push({ step: 'dnat', from: offer.external, to: offer.offered });
  return steps;
}

export function dataConnection(attempt: Attempt, proxied: boolean, address?: string): Connection {
  const { scene, control, offer } = attempt;
  const initiator = endpoint(
    address ?? control.client.address,
    (control.client.port + scene.random.int(1, 40)) & 0xffff,
  );
  const ids = { 'own-id': scene.allocate(), 'parent-id': control.id, none: null };
  const seen =
    control.seen === control.client
      ? initiator
      : endpoint(control.seen.address, 61000 + (initiator.port % 4000));
  return connect(
    scene,
    { initiator, dialled: offer.external, mapped: offer.offered, seen },
    proxied,
    ids[scene.options.dataPackets],
  );
}

export const isProxied = (attempt: Attempt): boolean => attempt.scene.options.inspection === 'proxy';

/** Bytes, the closing reply and FINs of a transfer whose connection is open; returns when all is over. */
export function finishTransfer(attempt: Attempt, connection: Connection, at: number, verb: string): number {
  const { scene, control } = attempt;
  let now = reply(scene, control, at + 700, verb, '150 Here comes the directory listing.', false);
  for (let count = scene.random.int(1, 3); count > 0; count -= 1) {
    const bytes = Array.from({ length: scene.random.int(60, 1400) }, () => 'x').join('');
    now = pass(scene, connection, now + scene.random.int(300, 4000), 'b', 'P.', bytes);
  }
  const closed = close(scene, connection, now + 500, 'b');
  return reply(scene, control, closed + scene.random.int(400, 2000), verb, '226 Directory send OK.');
}

export function sendVerb(attempt: Attempt): string {
  const verb = attempt.scene.random.pick(['LIST', 'RETR', 'MLSD']);
  ask(attempt.scene, attempt.control, attempt.at + 1500, verb === 'RETR' ? 'RETR report.csv' : verb);
  return verb;
}

export function works(
  attempt: Attempt,
  admission = expectationSteps(attempt),
  proxied = isProxied(attempt),
): number {
  const connection = dataConnection(attempt, proxied);
  const verb = sendVerb(attempt);
  const open = handshake(attempt.scene, connection, attempt.at, admission, { answer: 54_200, dial: 10_200 });
  attempt.cut(attempt.at + (proxied ? 58_000 : 1000));
  return finishTransfer(attempt, connection, open, verb);
}

/** The same SYN again and again; `steps` says what the kernel does with the nth. */
export function knock(
  attempt: Attempt,
  connection: Connection,
  at: number,
  steps: (nth: number) => KernelStep[] | undefined,
  waits = [0, ...RETRIES],
): number {
  const { scene } = attempt;
  for (const [nth, wait] of waits.entries()) {
    if (nth > 0) again(connection.first, 'a');
    const when = at + wait * SECOND + (nth === 0 ? 0 : scene.random.int(500, 9000));
    arrive(scene, when, connection.first, 'a', 'S', '', steps(nth), connection.vdom);
  }
  return at + waits[waits.length - 1]! * SECOND;
}

/** The server waits for its data connection, then says so. */
export function giveUp(
  attempt: Attempt,
  at: number,
  verb: string,
  text = '425 Failed to establish connection.',
): number {
  return reply(attempt.scene, attempt.control, at, verb, text);
}

export function denied(attempt: Attempt, local: boolean, first?: KernelStep[]): number {
  const { scene, offer } = attempt;
  const verb = sendVerb(attempt);
  attempt.cut(attempt.at + 400_000);
  const last = knock(attempt, dataConnection(attempt, isProxied(attempt)), attempt.at, (nth) =>
    first && nth === 0 ? first : deniedSteps(scene, scene.allocate(), offer.external, offer.offered, local),
  );
  return giveUp(attempt, last + scene.random.int(11, 14) * SECOND, verb);
}

/** The near end is let in, the far end does not open. */
export function farEndFails(attempt: Attempt, farEnd: FarEnd): number {
  const { scene } = attempt;
  const proxied = isProxied(attempt);
  const connection = dataConnection(attempt, proxied);
  const verb = sendVerb(attempt);
  const { first, second } = connection;
  let over: number;
  if (proxied) {
    arrive(scene, attempt.at, first, 'a', 'S', '', expectationSteps(attempt));
    const accepted = answerFirst(scene, connection, attempt.at, 54_200);
    attempt.cut(accepted + (farEnd === 'rst' ? 500 : 300_000));
    over = dialInVain(scene, connection, accepted + 10_900, farEnd);
    leave(scene, over, first, 'b', farEnd === 'rst' ? 'R.' : 'F.');
  } else {
    attempt.cut(attempt.at + (farEnd === 'rst' ? 70 : 400_000));
    const waits = farEnd === 'rst' ? [0] : [0, ...RETRIES];
    for (const [nth, wait] of waits.entries()) {
      if (nth > 0) {
        again(first, 'a');
        again(second, 'a');
      }
      const when = attempt.at + wait * SECOND + nth * 1900;
      arrive(
        scene,
        when,
        first,
        'a',
        'S',
        '',
        nth > 0 ? existing(connection, 'original') : expectationSteps(attempt),
      );
      leave(scene, when + 60, second, 'a', 'S');
    }
    over = attempt.at + waits[waits.length - 1]! * SECOND + 5000;
    if (farEnd === 'rst') {
      arrive(scene, over, second, 'b', 'R.', '', existing(connection, 'reply'));
      leave(scene, over + 50, first, 'b', 'R.');
    }
  }
  return giveUp(attempt, over + scene.random.int(9, 12) * SECOND, verb);
}

const early = (attempt: Attempt): number => {
  const { scene, offer } = attempt;
  const connection = dataConnection(attempt, isProxied(attempt));
  const verb = sendVerb({ ...attempt, at: offer.at });
  const local = scene.options.vip === 'port-forward';
  arrive(
    scene,
    attempt.at,
    connection.first,
    'a',
    'S',
    '',
    deniedSteps(scene, scene.allocate(), offer.external, offer.offered, local),
  );
  again(connection.first, 'a');
  attempt.cut(attempt.at + 700_000);
  const second = attempt.at + SECOND + scene.random.int(900, 9000);
  const open = handshake(scene, connection, second, expectationSteps(attempt), {
    answer: 54_200,
    dial: 10_200,
  });
  return finishTransfer(attempt, connection, open, verb);
};

const nobodyComes = (attempt: Attempt): number => {
  attempt.cut(attempt.offer.at + 500_000);
  return attempt.offer.at + 2 * SECOND;
};

const localByChance = (attempt: Attempt): boolean =>
  attempt.scene.options.vip === 'port-forward' && attempt.scene.random.next() < 0.5;

export const scripts: Record<Fault, (attempt: Attempt) => number> = {
  none: (attempt) => works(attempt),
  'static-range': (attempt) =>
    works(
      attempt,
      byStaticRange(attempt.scene, attempt.control, attempt.offer, attempt.scene.allocate()),
      false,
    ),
  'static-range-with-expectation': (attempt) =>
    works(
      attempt,
      byStaticRange(attempt.scene, attempt.control, attempt.offer, attempt.scene.allocate()),
      false,
    ),
  'early-syn': early,
  'bind-failed': (attempt) => denied(attempt, localByChance(attempt)),
  'no-tuple': (attempt) => denied(attempt, localByChance(attempt)),
  'not-opened': (attempt) => denied(attempt, localByChance(attempt)),
  'never-used': nobodyComes,
  abandoned: nobodyComes,
  'policy-deny': (attempt) => denied(attempt, false),
  'policy-deny-after-hit': (attempt) =>
    denied(attempt, false, [...expectationSteps(attempt), { step: 'forward-deny', policy: 0 }]),
  'local-in-deny': (attempt) => denied(attempt, true),
  'server-no-answer': (attempt) => farEndFails(attempt, 'silent'),
  'server-rst': (attempt) => farEndFails(attempt, 'rst'),
  'server-leg-failed': (attempt) => farEndFails(attempt, 'silent'),
  'syn-not-seen': (attempt) => {
    const verb = sendVerb(attempt);
    attempt.cut(attempt.at + 900_000);
    return giveUp(attempt, attempt.at + 36 * SECOND, verb);
  },
};

export function passiveTransfer(
  scene: Scene,
  control: Control,
  at: number,
  command: Command,
  fault: Fault,
  options: TransferOptions,
): { at: number; offer: Offer } {
  const port = options.port ?? scene.random.int(50_000, 51_000);
  const pause = fault === 'early-syn' ? 450_000 : 0;
  const offer = offerPassive(scene, control, at, command, {
    depth: DEPTHS[fault] ?? 'expected',
    port,
    pause,
  });
  const dials = fault === 'early-syn' ? offer.at - 300_000 : offer.at + scene.random.int(60_000, 180_000);
  const cut = (moment: number): void => {
    if (options.undecided) scene.cutAt = Math.min(scene.cutAt, moment);
  };
  return { at: scripts[fault]({ scene, control, offer, at: dials, cut }), offer };
}
