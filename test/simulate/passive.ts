import { admittedByPolicy, seenAddress, throughDataVip } from './admission.js';
import { dataConnection, giveUp, sendVerb, throughPinhole, type Attempt } from './attempt.js';
import { losesLarge, mixesTls, offloaded, unresolved } from './broken.js';
import { close, handshake } from './connection.js';
import type { Control } from './control.js';
import type { Fault, PassiveFault } from './faults.js';
import { endpoint, same, SECOND } from './net.js';
import { ask, offerPassive, reply } from './offer.js';
import {
  controlClosed,
  expired,
  lateHit,
  otherInterface,
  otherPath,
  otherSource,
  otherVdom,
  portReused,
  takenByOther,
  usedTwice,
} from './ownership.js';
import {
  denied,
  deniedAfterHit,
  tunnelDown,
  farEndFails,
  initiatorSilent,
  otherWayBack,
  passesInVain,
  routerRefuses,
  works,
  worksAtSecond,
} from './outcomes.js';
import { freePort, insideOf, outsideOf, type Scene } from './scene.js';
import type { Command, TransferOptions } from './types.js';
import type { Depth, Offer } from './wad-work.js';

const DEPTHS: Partial<Record<Fault, Depth>> = {
  'static-range': 'read',
  'bind-failed': 'looked-up',
  'no-tuple': 'listening',
  'not-opened': 'unseen',
  abandoned: 'read',
  'translated-port': 'read',
};

const nobodyComes = (attempt: Attempt): number => {
  attempt.cut(attempt.offer.at + 500_000);
  return attempt.offer.at + 2 * SECOND;
};

const byChance = (attempt: Attempt): number =>
  denied(attempt, attempt.scene.options.vip === 'port-forward' && attempt.scene.random.next() < 0.5);

function byStaticRange(attempt: Attempt): number {
  const { scene, offer, control } = attempt;
  const mapped = throughDataVip(scene, offer.external, control.client.address) ?? offer.offered;
  const connection = dataConnection(attempt, { proxied: false, mapped });
  const { a: from } = connection.first.talk;
  const id = connection.id ?? scene.allocate();
  const admission = admittedByPolicy(
    scene,
    id === control.id ? scene.allocate() : id,
    offer.external,
    mapped,
    scene.world.policy + 1,
    connection.second.talk.a,
    from,
    false,
  );
  // The server listens where it said.
  if (!same(mapped, offer.offered)) return passesInVain(attempt, connection, 'rst', admission);
  return works(attempt, connection, admission);
}

/** The server sees another address on the data connection than on the control connection, and hangs up. */
function otherTranslation(attempt: Attempt): number {
  const { scene, control } = attempt;
  const plain = dataConnection(attempt);
  const client = plain.first.talk.a;
  const seen = same(control.seen, control.client) ? seenAddress(scene, client, true) : client;
  const connection = dataConnection(attempt, { port: client.port, seen });
  const verb = sendVerb(attempt);
  attempt.cut(attempt.at + (connection.proxied ? 58_000 : 1000));
  const open = handshake(scene, connection, attempt.at, throughPinhole(attempt, connection, attempt.at), {
    answer: 54_200,
    dial: 10_200,
  });
  const closed = close(scene, connection, open + 900, 'b');
  return giveUp(attempt, closed + 700, verb, '425 Security: Bad IP connecting.');
}

/** A device near the client changed the port in the offer on its way. */
function withOtherPort(attempt: Attempt): Attempt {
  const [external, offered] = [attempt.offer.external, attempt.offer.offered].map((end) =>
    endpoint(end.address, end.port + 1),
  );
  return { ...attempt, offer: { ...attempt.offer, external: external!, offered: offered! } };
}

const scripts: Record<Exclude<PassiveFault, 'port-reused'>, (attempt: Attempt) => number> = {
  none: (attempt) => works(attempt),
  offloaded,
  'mtu-blackhole': losesLarge,
  'arp-unresolved': unresolved,
  'static-range': byStaticRange,
  'static-range-with-expectation': byStaticRange,
  'translated-port': byStaticRange,
  'early-syn': (attempt) => worksAtSecond(attempt, sendVerb(attempt, attempt.offer.at)),
  'late-hit': lateHit,
  'bind-failed': byChance,
  'no-tuple': byChance,
  'not-opened': byChance,
  'never-used': nobodyComes,
  abandoned: nobodyComes,
  superseded: nobodyComes,
  'policy-deny': (attempt) => denied(attempt, false),
  'policy-deny-after-hit': deniedAfterHit,
  'tunnel-down': tunnelDown,
  'local-in-deny': (attempt) => denied(attempt, true),
  'server-no-answer': (attempt) => farEndFails(attempt, 'silent'),
  'server-rst': (attempt) => farEndFails(attempt, 'rst'),
  'server-leg-failed': (attempt) => farEndFails(attempt, 'silent'),
  'icmp-unreachable': routerRefuses,
  'client-no-ack': (attempt) => initiatorSilent(attempt, false),
  'client-no-ack-repeats': (attempt) => initiatorSilent(attempt, true),
  'syn-not-seen': (attempt) => {
    const verb = sendVerb(attempt);
    attempt.cut(attempt.at + 900_000);
    return giveUp(attempt, attempt.at + 36 * SECOND, verb);
  },
  'other-port': (attempt) => denied(withOtherPort(attempt), false),
  expired,
  'source-mismatch': otherSource,
  'used-twice': usedTwice,
  'control-closed': controlClosed,
  'wrong-vdom': otherVdom,
  'rpf-drop': otherPath,
  'wrong-interface': otherInterface,
  'taken-by-other': takenByOther,
  'other-way-back': otherWayBack,
  'snat-differs': otherTranslation,
  'prot-mismatch': mixesTls,
  refused: nobodyComes,
};

export interface Told {
  at: number;
  /** A settled one is over before the captures can be cut short. */
  offers: { offer: Offer; fault: Fault; settled?: boolean }[];
}

export function passiveTransfer(
  scene: Scene,
  control: Control,
  at: number,
  command: Command,
  fault: PassiveFault,
  options: TransferOptions,
): Told {
  if (fault === 'refused') return refused(scene, control, at, command, options.reply);
  const cut = (moment: number): void => {
    if (options.undecided) scene.cutAt = Math.min(scene.cutAt, moment);
  };
  const dial = (offer: Offer): number =>
    fault === 'early-syn' ? offer.at - 300_000 : offer.at + scene.random.int(60_000, 180_000);
  const depth = DEPTHS[fault] ?? 'expected';
  const port = options.port ?? freePort(scene, 50_000, 51_000);
  const offer = offerPassive(scene, control, at, command, {
    depth,
    port,
    announces: options.announces,
    pause: fault === 'early-syn' ? 450_000 : 0,
  });
  const attempt: Attempt = { scene, control, transfer: options, offer, at: dial(offer), cut };
  if (fault === 'port-reused') return again(attempt, depth);
  const over = scripts[fault](attempt);
  if (fault !== 'superseded') return { at: over, offers: [{ offer, fault }] };
  // The proxy frees the older expectation when it reads the next offer.
  const older = scene.tables.at(-1)!;
  const next = offerPassive(scene, control, over, command, {
    depth,
    port: freePort(scene, 50_000, 51_000),
    older: `0x7f52d${scene.random.hex(7)}`,
  });
  older.until = Math.min(older.until, next.at);
  const done = works({ ...attempt, offer: next, at: dial(next), cut: () => undefined });
  return {
    at: done,
    offers: [
      { offer, fault },
      { offer: next, fault: 'none' },
    ],
  };
}

/** The server offers the same port once more while the first connection to it still stands. */
function again(first: Attempt, depth: Depth): Told {
  const { scene, control, offer } = first;
  const { command } = offer;
  const connection = dataConnection(first);
  const over = works({ ...first, cut: () => undefined }, connection);
  const asked = over + scene.random.int(60, 90) * 100_000;
  const next = offerPassive(scene, control, asked, command, { depth, port: offer.offered.port });
  const second = { ...first, offer: next, at: next.at + scene.random.int(60_000, 180_000) };
  return {
    at: portReused(second, connection),
    offers: [
      { offer, fault: 'none', settled: true },
      { offer: next, fault: 'port-reused' },
    ],
  };
}

function refused(scene: Scene, control: Control, at: number, command: Command, reason?: string): Told {
  const asked = ask(scene, control, at, command);
  const usual = scene.random.pick([
    '421 Too many data connections.',
    '500 Command not understood.',
    '530 Please login with USER and PASS.',
  ]);
  const told = reply(scene, control, asked + 2000, command, reason ?? usual);
  const nothing = {
    command,
    named: insideOf(scene, 0),
    offered: insideOf(scene, 0),
    external: outsideOf(scene, 0),
    made: told,
    at: told,
    expected: false,
    from: { address: control.client.address, port: 0 },
    reply: false,
  };
  return { at: told + SECOND, offers: [{ offer: nothing, fault: 'refused' }] };
}
