import { proxied, reply, command, wad, type Dialog, type WadLine } from './control.js';
import type { Reason } from './dial.js';
import type { Command, End, Mark, Role, TrueOffer } from './model.js';
import { translated } from './admission.js';

/** What happens to one offer. */
export interface Plan {
  readonly command: Command;
  readonly verb: 'RETR' | 'STOR' | 'LIST';
  readonly fault: string;
  readonly reason: Reason;
  /** Offers the port of an earlier offer once more. */
  readonly port: number;
  readonly dialsFirst: boolean;
  /** Commands that the client sends while the transfer runs. */
  readonly pipelined: readonly ('NOOP' | 'STAT' | 'CWD')[];
  readonly pause: number;
}

export const mark = (offer: TrueOffer, ...roles: Role[]): Mark[] => roles.map((role) => ({ offer, role }));
export const isActive = (word: Command): boolean => word === 'PORT' || word === 'EPRT';

const commas = ({ ip, port }: End): string => `${ip.replace(/\./g, ',')},${port >> 8},${port & 255}`;
const piped = ({ ip, port }: End): string => `|${ip.includes(':') ? 2 : 1}|${ip}|${port}|`;

function expectationLines(dialog: Dialog, offer: TrueOffer, tuple: boolean): WadLine[] {
  const { world, session } = dialog;
  const hop = world.hops[world.natHop]!;
  const active = isActive(offer.command);
  const word = offer.command.toLowerCase();
  const pointer = (): string => `0x7f${(world.counters.pointer += 0x1d40).toString(16).padStart(10, '0')}`;
  const [, farServer] = translated(world, session);
  const [from, to, mapped] = active
    ? [farServer.ip, offer.external, offer.endpoint]
    : [session.client.ip, offer.external, offer.endpoint];
  const at = (end: End): string => `${end.ip}:${end.port}`;
  const moved = to.ip !== mapped.ip;
  const before = session.offers.filter((one) => one !== offer).at(-1);
  const superseded = before?.opened === false && before.fault !== 'no-tuple';
  const head: WadLine[] = [
    [
      active ? `wad_ftp_${word}_cmd_handler` : `wad_ftp_${word}_reply_handler`,
      `offer_ip=${mapped.ip} offer_port=${mapped.port}`,
    ],
    ['wad_ftp_tp_ses_exp_free', `fts=${pointer()}, exp=${superseded ? pointer() : '(nil)'}`],
    ['wad_exp_tcp_in_find', `proto=6 vd=${hop.index} ->${at(mapped)} exp_tcp_in=(nil)`],
  ];
  if (!tuple) return head;
  return [
    ...head,
    [
      'wad_exp_tcp_in_open',
      `bound to proto=6 dest=${at(mapped)} vd=${hop.index} fd=${world.chance.int(60, 400)} local=0 tin(${pointer()})`,
    ],
    `Control session tuple: ${at(session.client)} -> ${at(session.server)} vf ${hop.index} vrf 0`,
    `Expect session tuple: ${from}:0 -> ${at(to)}${moved ? `(${at(mapped)})` : ''} vf ${hop.index} vrf 0`,
    `                     dir ${active ? 1 : 0}  act ${moved ? 2 : 0}  hook 0 state 0 ops 0  skip 0`,
    '',
    `redirect: TCP ${from}:0 -> ${at(to)}${moved ? ` DNAT ${at(mapped)}` : ''}`,
  ];
}

/** The offer passes; null if the exchange broke off (the offer may exist all the same). */
export function makeOffer(dialog: Dialog, plan: Plan): { offer: TrueOffer | null; passed: boolean } {
  const { world, session } = dialog;
  const active = isActive(plan.command);
  const [farClient, farServer] = translated(world, session);
  const refused = plan.fault === 'offer-refused';
  const endpoint: End = active
    ? { ip: session.client.ip, port: plan.port }
    : { ip: farServer.ip, port: plan.port };
  const external: End = active
    ? { ip: farClient.ip, port: plan.port }
    : { ip: session.server.ip, port: plan.port };
  const offer: TrueOffer = {
    ...{ session, command: plan.command, endpoint, external, time: dialog.time },
    ...{ fault: plan.fault, state: 'unused', stage: null, opened: false, answered: false },
  };
  const asked = mark(offer, 'offer');
  if (active) {
    session.offers.push(offer);
    const text = (end: End): string =>
      plan.command === 'PORT' ? `PORT ${commas(end)}` : `EPRT ${piped(end)}`;
    wad(
      dialog,
      [
        ['wad_ftp_exec_state', 'received event REQUEST in state NORMAL'],
        ...expectationLines(dialog, offer, plan.fault !== 'no-tuple'),
        ['wad_ftp_exec_state', 'transitioned from state NORMAL to state NORMAL'],
      ],
      asked,
      dialog.time + 0.002,
    );
    const far = proxied(world) || world.inspection === 'helper' ? text(external) : text(endpoint);
    if (!command(dialog, text(endpoint), { far, marks: asked })) return { offer, passed: false };
    if (refused) Object.assign(offer, { state: 'failed', stage: 'offer' });
    const [code, words] = refused
      ? [world.chance.of([500, 501, 522]), 'Illegal command.']
      : [200, 'Command successful.'];
    return {
      offer,
      passed:
        reply(dialog, plan.command, code, words, {
          marks: refused ? mark(offer, 'fail', 'attempt') : asked,
        }) && !refused,
    };
  }
  command(dialog, plan.command);
  if (refused) {
    session.refused = true;
    reply(dialog, plan.command, world.chance.of([421, 425, 500, 502]), 'Cannot open passive connection.');
    return { offer: null, passed: false };
  }
  session.offers.push(offer);
  const text = (end: End): string =>
    plan.command === 'PASV'
      ? `Entering Passive Mode (${commas(end)}).`
      : `Entering Extended Passive Mode (|||${end.port}|)`;
  const swallowed = plan.fault === 'offer-swallowed';
  if (swallowed) Object.assign(offer, { state: 'failed', stage: 'offer' });
  const words = offerWords(dialog, text, offer);
  const passed = reply(dialog, plan.command, plan.command === 'PASV' ? 227 : 229, words.words, {
    ...{ marks: asked, swallowed, failMarks: mark(offer, 'fail', 'attempt') },
    ...{ wadLines: expectationLines(dialog, offer, plan.fault !== 'no-tuple') },
    far: `${plan.command === 'PASV' ? 227 : 229} ${words.far}`,
  });
  return { offer, passed };
}

/** The server's words are on the far leg, the client's on the near one. */
function offerWords(
  dialog: Dialog,
  text: (end: End) => string,
  offer: TrueOffer,
): { words: string; far: string } {
  const opaque = dialog.world.inspection === 'opaque';
  return { words: text(opaque ? offer.endpoint : offer.external), far: text(offer.endpoint) };
}
