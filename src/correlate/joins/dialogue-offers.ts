import type { PayloadFtpCommand, PayloadFtpOffer, PayloadFtpReply } from '../../events/payload.js';

import { isPassiveCommand, type OfferCommand } from '../../ftp.js';
import type { Dialogue } from '../fold/control-dialogues.js';
import { newOffer } from '../model/offer.js';
import type { ControlSession, Offer } from '../model/timeline.js';
import type { FtpCommand, FtpReply } from '../model/control-channel.js';
import type { Kept, Moment } from '../model/moment.js';
import {
  afterAnswer,
  offerInScope,
  ownersOfTransfers,
  takeCommand,
  takeReply,
  watchUnheard,
} from './offer-scope.js';
import { createReplyOrder } from './reply-order.js';
import { isRatherLater, placeOfSame } from './same-offer.js';

/** Offers, commands and replies of a control session as the bytes of its connection tell them. */
export function readDialogue(control: ControlSession, dialogue: Dialogue, wadTold: boolean): void {
  let asked: OfferCommand | undefined;
  let latest: Offer | undefined;
  let next = 0;
  const unheard = watchUnheard();
  const inOrder = createReplyOrder();
  const owners = ownersOfTransfers();
  const told = dialogue.entries.filter((entry) => entry.kind === 'payload-offer');

  const takeSaid = ({ moment, command: verb, argument }: Kept<PayloadFtpCommand>): void => {
    asked = isPassiveCommand(verb) ? verb : undefined;
    const command: FtpCommand = { ...moment, command: verb, argument };
    latest = unheard.command(latest, command);
    takeCommand(control, latest, command);
    inOrder.sent(command);
    owners.sent(command, latest);
  };
  const takeAnswer = ({ moment, code, text }: Kept<PayloadFtpReply>): void => {
    const answers = inOrder.answered(code, text);
    const reply: FtpReply = { ...moment, command: undefined, code, text, answers };
    const request = answers === undefined ? asked : answers?.command;
    const passive = isPassiveCommand(request) ? request : undefined;
    latest = offerInScope(unheard.reply(latest, reply), reply, passive);
    takeReply(control, owners.of(answers) ?? latest, reply);
    latest = afterAnswer(latest, reply);
  };
  const takeOffer = (entry: Kept<PayloadFtpOffer>): void => {
    const { moment, command, endpoint } = entry;
    unheard.offered();
    // With WAD in the same input both tell of the same offers, in the same order: WAD's are used.
    const same = wadTold ? placeOfSame(control.offers, next, entry) : -1;
    const later = told.slice(told.indexOf(entry) + 1);
    const alike = control.offers[same];
    const known = alike !== undefined && isRatherLater(alike, entry, later) ? undefined : alike;
    if (known !== undefined) next = same + 1;
    const offer = known ?? newOffer(control, endpoint, { command, moment });
    if (known === undefined) control.offers.push(offer);
    owners.offered(offer);
    if (dialogue.server === control.server) offer.toldToClient ??= { endpoint, moment };
    latest = offer;
  };
  const takeUnreadable = (moment: Moment): void => {
    unheard.offered();
    if (latest !== undefined) latest.leftBehindBy ??= moment;
    latest = undefined;
  };

  for (const entry of dialogue.entries) {
    if (entry.kind === 'payload-command') takeSaid(entry);
    else if (entry.kind === 'payload-reply') takeAnswer(entry);
    else if (entry.kind === 'payload-offer') takeOffer(entry);
    else if (entry.kind === 'payload-unreadable') {
      control.unreadable.push(entry);
      takeUnreadable(entry.moment);
    } else if (entry.kind === 'payload-lost') {
      control.wordsLostAt ??= entry.moment;
      latest = unheard.lost(latest, entry.from, entry.moment);
      inOrder.lost(entry.from);
    }
  }
}
