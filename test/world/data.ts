import { advance, segment, type Connection } from './connection.js';
import { tlsRecord, type Dialog } from './control.js';
import { dataConnection, denial, open, vainHandshake, vainSyns, type Silence } from './dial.js';
import type { Mark, StageName, TrueOffer } from './model.js';
import { isActive, mark, type Plan } from './offer.js';

const SILENCES = new Set(['silent', 'rst', 'icmp', 'synack-swallowed', 'no-ack']);

function brokenStage(fault: string, active: boolean): StageName {
  if (fault === 'syn-lost') return 'syn';
  if (fault === 'no-tuple') return 'expectation';
  if (['synack-swallowed', 'no-ack'].includes(fault)) return active ? 'serverLeg' : 'clientLeg';
  if (SILENCES.has(fault)) return active ? 'clientLeg' : 'serverLeg';
  return 'admission';
}

export const broke = (offer: TrueOffer, stage: StageName): void => {
  offer.state = 'failed';
  offer.stage = stage;
};

/** Dials as the plan has it; answers the open connection, or null and when the dialling side gave up. */
export function dial(
  dialog: Dialog,
  offer: TrueOffer,
  plan: Plan,
): { connection: Connection | null; time: number } {
  const { world } = dialog;
  const connection = dataConnection(dialog, offer);
  const attempt = mark(offer, 'attempt');
  const fail = mark(offer, 'fail');
  const now = dialog.time + world.chance.int(300, 90000) / 1e6;
  const records = denial(connection, plan.reason);
  const vain = { records, failMarks: fail };
  const { fault } = plan;
  if (fault === 'deny-then-hit') {
    vainSyns(world, connection, [now], attempt, vain);
    const opened = open(dialog, connection, now + 1, attempt);
    offer.opened = true;
    return { connection, time: opened };
  }
  const gaveUp = (time: number): { connection: null; time: number } => {
    broke(offer, brokenStage(fault, isActive(offer.command)));
    return { connection: null, time };
  };
  if (fault === 'syn-lost') return gaveUp(now + 7);
  if (fault === 'deny' || fault === 'no-tuple')
    return gaveUp(vainSyns(world, connection, [now, now + 1, now + 3], attempt, vain) + 2);
  if (fault === 'deny-once') return gaveUp(vainSyns(world, connection, [now], attempt, vain) + 0.5);
  if (fault === 'syn-swallowed')
    return gaveUp(
      vainSyns(world, connection, [now, now + 1, now + 3, now + 7], attempt, { ...vain, records: [] }) + 2,
    );
  if (SILENCES.has(fault)) {
    offer.answered = connection.proxied;
    offer.opened = fault === 'no-ack' || fault === 'synack-swallowed';
    return gaveUp(vainHandshake(dialog, connection, now, fault as Silence, { attempt, fail }));
  }
  const opened = open(dialog, connection, now, attempt);
  offer.opened = true;
  return { connection, time: opened };
}

/** Bytes over an open data connection, then its end; answers when, or null if they never came through. */
export function carry(
  dialog: Dialog,
  offer: TrueOffer,
  plan: Plan,
  connection: Connection,
  time: number,
): number | null {
  const { world } = dialog;
  const fromServer = plan.verb !== 'STOR';
  const forward = connection.dialBack === fromServer;
  const marks = mark(offer, 'attempt');
  const legs = !connection.proxied
    ? [undefined]
    : forward
      ? (['near', 'far'] as const)
      : (['far', 'near'] as const);
  let at = time + 0.002;
  const pass = (
    ahead: boolean,
    flags: string,
    payload: Buffer | undefined,
    roles: readonly Mark[],
    swallowed = false,
  ): void => {
    const way = ahead === forward ? legs : [...legs].reverse();
    for (const leg of way) {
      const part = leg === undefined ? {} : { leg };
      at = segment(world, connection, {
        ...part,
        time: at,
        forward: ahead,
        flags,
        marks: roles,
        swallowed,
        ...(payload && { payload }),
      });
    }
    if (!swallowed) advance(connection, ahead, (payload?.length ?? 0) + (/[FS]/.test(flags) ? 1 : 0));
  };
  const failed = mark(offer, 'attempt', 'fail');
  if (world.tls) {
    pass(!connection.dialBack, 'P.', tlsRecord(22, 180, world), marks);
    if (plan.fault === 'alert') {
      broke(offer, 'transfer');
      pass(connection.dialBack, 'P.', Buffer.from([21, 3, 3, 0, 2, 2, 40]), failed);
      pass(connection.dialBack, 'F.', undefined, marks);
      return null;
    }
    pass(connection.dialBack, 'P.', tlsRecord(22, 900, world), marks);
  }
  const bytes = (): Buffer =>
    world.tls
      ? tlsRecord(23, world.chance.int(60, 300), world)
      : Buffer.alloc(world.chance.int(40, 300), 'data ');
  if (plan.fault === 'data-swallowed') {
    broke(offer, 'transfer');
    const payload = bytes();
    for (const [nth, wait] of [0, 0.3, 0.9, 2.1, 4.5].entries()) {
      const start = time + wait;
      at = start;
      pass(forward, '.', payload, nth < 2 ? marks : failed, true);
    }
    return null;
  }
  for (let left = world.chance.int(1, 4); left > 0; left -= 1) {
    at += world.chance.int(100, 40000) / 1e6;
    pass(forward, left > 1 ? '.' : 'P.', bytes(), marks);
    // Every second segment is acknowledged, and the last.
    if (left % 2 === 1) pass(!forward, '.', undefined, marks);
    if (plan.fault === 'reset') {
      broke(offer, 'transfer');
      pass(world.chance.happens(0.5), 'R.', undefined, failed);
      return null;
    }
  }
  if (plan.pause > 0) at += plan.pause;
  pass(forward, 'F.', undefined, marks);
  pass(!forward, 'F.', undefined, marks);
  pass(forward, '.', undefined, marks);
  return at;
}
