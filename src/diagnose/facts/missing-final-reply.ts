import { opensTransfer } from '../../ftp.js';
import { before, byTime, gap } from '../../correlate/model/time.js';
import type { End } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { dataLegs } from './data-tls.js';
import { SERVER_CONFIRMS_WITHIN } from '../limits.js';

interface Unconfirmed {
  readonly fin: End;
  readonly line: Moment;
  /** The server closed the control connection. */
  readonly isClosed: boolean;
}

/**
 * The server itself closed the control connection after it had begun the transfer: no reply can follow. Of two legs only
 * the one on which its words are read shows that it said nothing more.
 */
function closedByServer({ control }: OfferCase, opening: Moment): End | null {
  const { near, far } = control?.connection ?? {};
  const hasTwoLegs = near !== undefined && far != null;
  const isWhereRead = ({ interface: name }: End): boolean =>
    !hasTwoLegs || opening.interface === undefined || name === undefined || name === opening.interface;
  const ends = [near, far].map((leg) => leg?.ends.find(({ capture }) => capture === opening.capture));
  const first = ends.find((end) => end !== undefined && isWhereRead(end));
  const isServers = first?.type === 'fin' && first.by === 'responder';
  return isServers && before(opening, first) ? first : null;
}

/**
 * If the capture lost words, the final reply may be among them. Which words those of an offer are is known only where the
 * same capture shows the offer. An answer to a next offer whose own line is missing shows that lines were lost.
 */
function mayBeLost({ offer, control }: OfferCase, { capture }: Moment): boolean {
  if (offer.wordsLostAt !== null || offer.leftBehindBy !== null) return true;
  return offer.offered?.capture !== capture && control?.wordsLostAt?.capture === capture;
}

/**
 * The transfer began and both sides closed its data connection; long after that the control channel went on to
 * something else without a final reply. Answers with the last FIN and the line that shows the control channel going
 * on.
 */
export function unconfirmed(it: OfferCase): Unconfirmed | null {
  const { opening, closing, aborted } = it.replies;
  if (opening === null || closing !== null || aborted !== null || mayBeLost(it, opening)) return null;
  const fins = dataLegs(it)
    .flatMap(({ ends }) => ends)
    .filter(({ type, stamp }) => type === 'fin' && stamp !== undefined);
  const closed = closedByServer(it, opening);
  if (closed !== null) return { fin: fins[0] ?? closed, line: closed, isClosed: true };
  if (new Set(fins.map(({ by }) => by)).size < 2) return null;
  const fin = [...fins].sort(byTime).at(-1);
  if (fin === undefined) return null;
  // WAD prints a command again when it takes it off its queue, so its commands do not show that the session went on.
  const commands = it.offer.commands.filter(({ capture }) => capture.source !== 'wad');
  // A source that showed the opening reply would have shown the final one.
  const told = it.offer.replies.filter(({ code }) => opensTransfer(code));
  const { near, far } = it.control?.connection ?? {};
  const ends = [...(near?.ends ?? []), ...(far?.ends ?? [])];
  const later = [...commands, it.offer.next?.offered, it.ended, ...ends].filter(
    (line): line is Moment =>
      line != null &&
      line !== opening &&
      told.some(({ capture }) => capture === line.capture) &&
      before(fin, line) &&
      (gap(fin, line)?.least ?? 0) >= SERVER_CONFIRMS_WITHIN,
  );
  const soon = it.offer.commands.some((line) => before(fin, line) && !later.includes(line));
  const line = later.sort(byTime)[0];
  return line === undefined || soon ? null : { fin, line, isClosed: false };
}
