import { opensTransfer } from '../../ftp.js';
import { before, byTime, gap } from '../../correlate/model/time.js';
import type { End } from '../../correlate/model/leg.js';
import type { Moment } from '../../correlate/model/moment.js';
import type { OfferCase } from '../cases/offer-case.js';
import { dataLegs } from './data-tls.js';
import { SERVER_CONFIRMS_WITHIN } from '../limits.js';

/**
 * The transfer began, both sides closed the data connection, and the control channel went on to something else long
 * after that without a final reply: the last FIN, and the line that shows it.
 */
export function unconfirmed(it: OfferCase): { readonly fin: End; readonly line: Moment } | null {
  const { opening, closing, aborted } = it.replies;
  // Where words are missing the reply may be among them.
  if (opening === null || closing !== null || aborted !== null || it.offer.wordsLostAt !== null) return null;
  const fins = dataLegs(it)
    .flatMap(({ ends }) => ends)
    .filter(({ type, stamp }) => type === 'fin' && stamp !== undefined);
  if (new Set(fins.map(({ by }) => by)).size < 2) return null;
  const fin = [...fins].sort(byTime).at(-1);
  if (fin === undefined) return null;
  // WAD names a command again when it takes it off its queue; and a log that ended could not show the reply.
  const commands = it.offer.commands.filter(({ capture }) => capture.source !== 'wad');
  // Any source that showed how it began would have shown how it ended.
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
  return line === undefined || soon ? null : { fin, line };
}
