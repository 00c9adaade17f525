import type { PayloadFtpReply } from '../../events/payload.js';
import type { OfferCommand } from '../../ftp.js';
import { type Endpoint, addressOf, endpoint, portOf } from '../../net.js';
import type { Dialogue } from '../fold/control-dialogues.js';
import type { SaidExpectation, KeptWadLine } from '../fold/wad/lines.js';
import type { WadSession } from '../fold/wad/sessions.js';
import { newOffer, isPassive } from '../model/offer.js';
import type { ControlSession, Expectation, Offer } from '../model/timeline.js';
import { sortedByTime } from '../model/time.js';
import { type FtpCommand } from '../model/control-channel.js';
import { isOfferCommand } from '../../ftp.js';
import type { Kept, Moment } from '../model/moment.js';
import { readDialogue } from './dialogue-offers.js';
import { joinOneWay } from './one-way.js';
import { afterAnswer, offerInScope, takeCommand, takeReply } from './offer-scope.js';
import { takeLostCompletions, takeProxyReplies, spokenFirst } from './proxy-replies.js';
import { placeOfSame } from './same-offer.js';

/** Reads one control session's offers, commands, replies and expectations in the order in which they were said. */
export function joinOffers(
  control: ControlSession,
  wad: readonly WadSession[],
  dialogues: readonly Dialogue[],
): void {
  fromWad(control, inLogOrder(wad));
  const byServer = [...dialogues].sort(
    (a, b) => Number(isServerSide(control, b)) - Number(isServerSide(control, a)),
  );
  const [main, other] = joinOneWay(byServer);
  if (main !== undefined) readDialogue(control, main, control.offers.length > 0);
  if (main !== undefined && other !== undefined) takeClientSide(control, other);
  if (main !== undefined) {
    const clientSide = [...(other === undefined ? [] : repliesIn(other)), ...main.elsewhere];
    const asked = other === undefined ? control.commands : commandsIn(other);
    if (other !== undefined) control.clientSaid = asked;
    takeProxyReplies(control, clientSide, repliesIn(main), asked);
    takeLostCompletions(control, clientSide, repliesIn(main));
  }
  sortInTurn(control.offers);
  for (const [at, offer] of control.offers.entries()) {
    spokenFirst(offer.replies);
    offer.next = control.offers[at + 1] ?? null;
    offer.external ??= externalOf(control, offer);
  }
}

/** WAD and the bytes may each tell of offers that the other does not hold. */
function sortInTurn(offers: Offer[]): void {
  const madeAt = (offer: Offer): Moment | undefined => offer.offered ?? offer.expectation?.opened;
  if (new Set(offers.map((offer) => madeAt(offer)?.capture)).size < 2) return;
  offers.splice(0, offers.length, ...sortedByTime(offers, madeAt));
}

function repliesIn({ entries }: Dialogue): Kept<PayloadFtpReply>[] {
  return entries.filter((entry) => entry.kind === 'payload-reply');
}

function commandsIn({ entries }: Dialogue): FtpCommand[] {
  return entries.flatMap((entry) =>
    entry.kind === 'payload-command'
      ? [{ ...entry.moment, command: entry.command, argument: entry.argument }]
      : [],
  );
}

function isServerSide(control: ControlSession, dialogue: Dialogue): boolean {
  return dialogue.server === (control.mappedServer ?? control.server);
}

/** Lines of several WAD sessions that are one control session (a block that lost its id), in the order of the log. */
function inLogOrder(sessions: readonly WadSession[]): readonly KeptWadLine[] {
  const [only] = sessions;
  if (only !== undefined && sessions.length === 1) return only.entries;
  return sessions.flatMap(({ entries }) => entries).sort((a, b) => a.order - b.order);
}

function fromWad(control: ControlSession, entries: readonly KeptWadLine[]): void {
  let asked: OfferCommand | undefined;
  let latest: Offer | undefined;
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at];
    switch (entry?.kind) {
      case 'ftp-command':
        if (isOfferCommand(entry.command)) asked = entry.command;
        takeCommand(control, latest, entry);
        break;
      case 'ftp-reply':
        latest = offerInScope(latest, entry, asked);
        takeReply(control, latest, entry);
        latest = afterAnswer(latest, entry);
        break;
      case 'ftp-offer': {
        // One function may handle two commands: the reply that is printed with its command names it best.
        const command = namedAfter(entries, at) ?? entry.command ?? asked ?? 'PASV';
        latest = offered(control, command, entry.endpoint, entry);
        asked = undefined;
        break;
      }
      case 'expectation-listen':
        if (latest !== undefined && portOf(entry.endpoint) === portOf(latest.endpoint))
          latest.listens.push(entry);
        break;
      case 'expectation':
        if (latest === undefined || !isFor(entry, latest.endpoint)) {
          // A log that begins behind the offer's own line: its replies still belong to it.
          latest = newOffer(control, entry.mapped ?? entry.to, null);
          control.offers.push(latest);
        }
        open(control, latest, entry);
        break;
      case 'freed': {
        const older = control.offers.at(-2);
        if (older !== undefined) older.expectationFreed ??= entry;
        break;
      }
      default:
    }
  }
}

/** The command that the reply behind an offer answers, if it comes before the next offer. */
function namedAfter(entries: readonly KeptWadLine[], at: number): OfferCommand | undefined {
  for (let next = at + 1; next < entries.length; next += 1) {
    const later = entries[next];
    if (later?.kind === 'ftp-offer') return undefined;
    if (later?.kind === 'ftp-reply' && later.command !== undefined)
      return isOfferCommand(later.command) ? later.command : undefined;
  }
  return undefined;
}

function open(control: ControlSession, offer: Offer, entry: SaidExpectation): void {
  const expectation: Expectation = {
    id: '',
    control,
    offer,
    source: entry.from,
    destination: entry.to,
    mapped: entry.mapped ?? null,
    vdomIndex: entry.vdomIndex ?? null,
    openedBy: 'wad',
    redirect: entry.redirect,
    opened: entry,
    listed: null,
    claimedBy: null,
  };
  control.expectations.push(expectation);
  offer.expectation ??= expectation;
  offer.external = expectation.destination;
}

function isFor(expectation: { to: Endpoint; mapped: Endpoint | undefined }, offer: Endpoint): boolean {
  return (
    expectation.mapped === offer ||
    expectation.to === offer ||
    portOf(expectation.mapped ?? expectation.to) === portOf(offer)
  );
}

/**
 * The client side of a proxied or NATed session shows a passive offer as it was rewritten, and an active one as the
 * client made it.
 */
function takeClientSide(control: ControlSession, clientSide: Dialogue): void {
  let next = 0;
  for (const entry of clientSide.entries) {
    if (entry.kind !== 'payload-offer') continue;
    const at = placeOfSame(control.offers, next, entry);
    const offer = control.offers[at];
    if (offer === undefined) continue;
    next = at + 1;
    offer.toldToClient = { endpoint: entry.endpoint, moment: entry.moment };
    if (isPassive(offer)) offer.external = entry.endpoint;
    else if (offer.offered?.capture.source !== 'wad') {
      offer.external = offer.endpoint;
      offer.endpoint = entry.endpoint;
    }
  }
}

function offered(control: ControlSession, command: OfferCommand, end: Endpoint, moment: Moment): Offer {
  const offer = newOffer(control, end, { command, moment });
  control.offers.push(offer);
  return offer;
}

/** Behind a VIP the client dials the address it dialled for the control connection, on the offered port. */
function externalOf(control: ControlSession, offer: Offer): Endpoint {
  const { server, mappedServer } = control;
  const port = portOf(offer.endpoint);
  const isMapped =
    offer.offered?.capture.source === 'wad' ||
    (mappedServer !== null && addressOf(mappedServer) === addressOf(offer.endpoint));
  return isPassive(offer) && isMapped && server !== null ? endpoint(addressOf(server), port) : offer.endpoint;
}
