import { dataConnection, denial, giveUp, pinholeSteps, sendVerb, type Attempt } from './attempt.js';
import { losesLarge, mixesTls, offloaded, unresolved } from './broken.js';
import type { Control } from './control.js';
import type { ActiveFault } from './faults.js';
import { endpoint, same, SECOND, type Endpoint } from './net.js';
import { offerActive } from './offer.js';
import { expired } from './ownership.js';
import { denied, deniedAfterHit, farEndFails, initiatorSilent, tunnelDown, works } from './outcomes.js';
import type { Told } from './passive.js';
import { freePort, insideOf, type Scene } from './scene.js';
import type { Command, TransferOptions } from './types.js';
import type { Depth } from './wad-work.js';

const DEPTHS: Partial<Record<ActiveFault, Depth>> = {
  'bind-failed': 'looked-up',
  'no-tuple': 'listening',
  'not-opened': 'unseen',
};

const nobodyComes = (attempt: Attempt): number => {
  attempt.cut(attempt.offer.at + 500_000);
  return attempt.offer.at + 2 * SECOND;
};

/** The unit takes the packet and has nowhere to send it. */
function noRoute(attempt: Attempt): number {
  const connection = dataConnection(attempt, { proxied: false });
  return denied(attempt, false, { connection, steps: () => pinholeSteps(attempt, connection) });
}

const scripts: Record<ActiveFault, (attempt: Attempt) => number> = {
  none: (attempt) => works(attempt),
  offloaded,
  'mtu-blackhole': losesLarge,
  'arp-unresolved': unresolved,
  'bind-failed': (attempt) => denied(attempt, false),
  'no-tuple': (attempt) => denied(attempt, false),
  'not-opened': (attempt) => denied(attempt, false),
  'never-used': nobodyComes,
  'policy-deny': (attempt) => denied(attempt, false),
  'policy-deny-after-hit': deniedAfterHit,
  'tunnel-down': tunnelDown,
  expired,
  'prot-mismatch': mixesTls,
  refused: nobodyComes,
  'low-port': nobodyComes,
  'no-route': noRoute,
  'active-server-silent': (attempt) => {
    const verb = sendVerb(attempt);
    attempt.cut(attempt.at + 900_000);
    return giveUp(attempt, attempt.at + 36 * SECOND, verb);
  },
  'active-client-no-answer': (attempt) => farEndFails(attempt, 'silent'),
  'active-server-no-ack': (attempt) => initiatorSilent(attempt, false),
  'active-client-refused': (attempt) => farEndFails(attempt, 'rst'),
  'active-source-port': (attempt) => {
    const connection = dataConnection(attempt, { port: attempt.scene.random.int(32_768, 60_999) });
    return denied(attempt, false, { connection, steps: () => denial(attempt, false) });
  },
  'client-behind-nat': (attempt) => denied(attempt, false),
};

/** What the client names, and what the server has to dial for it. */
function ends(
  scene: Scene,
  control: Control,
  fault: ActiveFault,
  options: TransferOptions,
): [Endpoint, Endpoint] {
  const port =
    options.port ?? (fault === 'low-port' ? freePort(scene, 600, 900) : freePort(scene, 50_000, 60_000));
  if (fault === 'client-behind-nat') {
    const hidden = endpoint(scene.options.family === 6 ? 'fd00::1:10' : '192.168.1.10', port);
    return [hidden, hidden];
  }
  if (options.announces !== undefined) {
    const third = endpoint(options.announces, port);
    return [third, third];
  }
  const own = endpoint(control.client.address, port);
  return [
    own,
    same(control.seen, control.client) ? own : endpoint(control.seen.address, 62_000 + (port % 3000)),
  ];
}

export function activeTransfer(
  scene: Scene,
  control: Control,
  at: number,
  command: Command,
  fault: ActiveFault,
  options: TransferOptions,
): Told {
  const [offered, external] = ends(scene, control, fault, options);
  const dataPort = scene.world.controlPort === 990 ? 989 : 20;
  const offer = offerActive(scene, control, at, command, {
    depth: DEPTHS[fault] ?? 'expected',
    offered,
    external,
    from: insideOf(scene, fault === 'active-source-port' ? dataPort : 0),
    answer:
      fault === 'refused' || fault === 'low-port'
        ? (options.reply ?? '500 Illegal PORT command.')
        : `200 ${command} command successful.`,
  });
  const dials = offer.at + scene.random.int(60_000, 180_000);
  const cut = (moment: number): void => {
    if (options.undecided) scene.cutAt = Math.min(scene.cutAt, moment);
  };
  const attempt = { scene, control, transfer: options, offer, at: dials, cut };
  return { at: scripts[fault](attempt), offers: [{ offer, fault }] };
}
