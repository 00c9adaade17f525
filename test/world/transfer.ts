import { segment, type Connection } from './connection.js';
import { closeControl, command, proxied, reply, type Dialog } from './control.js';
import { broke, carry, dial } from './data.js';
import type { TrueOffer } from './model.js';
import { isActive, makeOffer, mark, type Plan } from './offer.js';

/** One offer from its command to the reply that closes the transfer. */
export function transfer(dialog: Dialog, plan: Plan): void {
  const { offer, passed } = makeOffer(dialog, plan);
  if (offer === null) return;
  if (!passed) {
    if (plan.fault === 'offer-swallowed') dialog.alive = false;
    return;
  }
  const { world } = dialog;
  dialog.time += world.chance.int(500, 60000) / 1e6;
  if (plan.fault === 'unused') return;
  const marks = mark(offer, 'attempt');
  if (plan.fault === 'expired') dialog.time += world.chance.int(45, 70);
  const active = isActive(plan.command);
  const ahead = !active && plan.dialsFirst;
  const expired = plan.fault === 'expired' ? { ...plan, fault: 'deny' } : plan;
  const first = ahead ? dial(dialog, offer, expired) : null;
  if (first?.connection === null) {
    // The client knows already that there is no connection: some ask all the same, most give it up.
    dialog.time = Math.max(dialog.time, first.time);
    if (world.chance.happens(0.6)) return;
  }
  if (first) dialog.time = Math.max(dialog.time, first.time);
  command(dialog, `${plan.verb} ${plan.verb === 'LIST' ? '-a' : 'report.bin'}`, { marks });
  if (plan.fault === 'reply-550') {
    broke(offer, 'transfer');
    reply(dialog, plan.verb, 550, 'No such file.', { marks: mark(offer, 'attempt', 'fail') });
    if (first?.connection) shut(dialog, first.connection);
    return;
  }
  const second = first ?? dial(dialog, offer, expired);
  finish(dialog, offer, plan, second);
}

function shut(dialog: Dialog, connection: Connection): void {
  const legs = connection.proxied ? (['near', 'far'] as const) : [undefined];
  for (const leg of legs) {
    const part = leg === undefined ? {} : { leg };
    const time = segment(dialog.world, connection, {
      ...part,
      time: dialog.time,
      forward: false,
      flags: 'F.',
    });
    segment(dialog.world, connection, { ...part, time, forward: true, flags: 'F.' });
  }
}

function finish(
  dialog: Dialog,
  offer: TrueOffer,
  plan: Plan,
  dialled: { connection: Connection | null; time: number },
): void {
  const { world } = dialog;
  const marks = mark(offer, 'attempt');
  const failed = mark(offer, 'attempt', 'fail');
  if (dialled.connection === null) {
    dialog.time = Math.max(dialog.time, dialled.time) + world.chance.int(1, 20);
    // Some clients wait for the server's word, some close the session themselves.
    if (world.chance.happens(0.7))
      reply(dialog, plan.verb, 425, 'Failed to establish connection.', { marks: failed });
    else endAll(dialog);
    return;
  }
  const swallowed = plan.fault === '150-swallowed' && !proxied(world);
  if (swallowed) {
    offer.state = 'worked';
    carry(dialog, offer, plan, dialled.connection, dialled.time);
    reply(dialog, plan.verb, 150, 'Opening data connection.', { marks, swallowed: true });
    dialog.alive = false;
    return;
  }
  const before = dialog.time;
  reply(dialog, plan.verb, 150, 'Opening data connection.', { marks });
  if (plan.fault === '425-after-open') {
    broke(offer, 'transfer');
    reply(dialog, plan.verb, 425, 'Security: Bad IP connecting.', { marks: failed });
    dialog.time = Math.max(dialog.time, dialled.time);
    shut(dialog, dialled.connection);
    return;
  }
  for (const word of plan.pipelined) command(dialog, word === 'CWD' ? 'CWD /pub' : word);
  if (plan.pipelined[0] === 'STAT') reply(dialog, 'STAT', 213, 'Status: transferring.', {});
  const ended = carry(dialog, offer, plan, dialled.connection, Math.max(before, dialled.time));
  dialog.time = Math.max(dialog.time, ended ?? dialled.time + 6);
  if (ended === null || plan.fault === 'reply-451') {
    broke(offer, 'transfer');
    const code = plan.fault === 'reply-451' ? 451 : plan.fault === 'alert' ? 522 : 426;
    reply(dialog, plan.verb, code, 'Transfer aborted.', { marks: failed });
  } else {
    offer.state = 'worked';
    reply(dialog, plan.verb, 226, 'Transfer complete.', { marks: mark(offer, 'attempt', 'good') });
  }
  for (const word of plan.pipelined)
    if (word !== 'STAT' || plan.pipelined[0] !== 'STAT')
      reply(dialog, word, word === 'CWD' ? 250 : 200, 'Command okay.', {});
}

function endAll(dialog: Dialog): void {
  closeControl(dialog);
  dialog.alive = false;
}
