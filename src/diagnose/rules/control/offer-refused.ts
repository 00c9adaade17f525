import type { ControlCase } from '../../cases/control-case.js';
import { eprtFamilyRefusedCause } from '../shared/eprt-family-refused.js';
import { epsvAllCause } from '../shared/epsv-all.js';
import { offerRefusedCause } from '../shared/offer-refused.js';
import type { Cause } from '../../cause.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import type { FtpReply } from '../../../correlate/model/control-channel.js';
import { order } from '../../../correlate/model/time.js';
import type { Moment } from '../../../correlate/model/moment.js';
import type { ControlSession } from '../../../correlate/model/timeline.js';
import { opensTransfer } from '../../../ftp.js';
import { allOf, refusals } from '../../observations/refused-requests.js';
import { endAfter, isLast } from '../../observations/control-dialogue.js';
import { inBrackets } from '../../wording/sentences.js';

/**
 * PASV, EPSV or PORT was refused and no offer came after it. If one came, its verdict counts, and the refusal is a
 * remark on it.
 */
export const offerRefused: readonly ControlRule[] = [
  rule(epsvAllCause, (it, refused) => allOf(it.control, refused) !== null),
  rule(eprtFamilyRefusedCause, (it, refused) => allOf(it.control, refused) === null && refused.code === 522),
  rule(offerRefusedCause, (it, refused) => allOf(it.control, refused) === null && refused.code !== 522),
];

function rule(cause: Cause, fits: (it: ControlCase, refused: FtpReply) => boolean): ControlRule {
  return {
    ...cause,
    verdict: 'failed',
    judge: (it) => {
      const { control, timeline } = it;
      const last = refusals(control).at(-1);
      if (last === undefined || !fits(it, last.reply)) return null;
      const { reply, command } = last;
      const offered = control.offers.some(
        (offer) => offer.offered === null || order(offer.offered, reply) !== 'before',
      );
      if (offered || goesOnWithData(control, reply)) return null;
      if (!(reply.code === 421 || isLast(control, reply))) return null;
      const all = allOf(control, reply);
      const why = all === null ? '' : ', because the client had said EPSV ALL before';
      return {
        message: `The server refused ${command} with reply ${reply.code}${inBrackets(reply.text)}${why}. No other offer followed.`,
        evidence: [reply, all, endAfter(control, reply)],
        steps: stepsFor(cause.steps, { control, timeline }),
      };
    },
  };
}

/** Words of another request are lost behind the refusal, or a transfer began: another offer stood in between. */
function goesOnWithData({ replies, wordsLostAt: lost }: ControlSession, refused: FtpReply): boolean {
  const isLater = (moment: Moment): boolean => order(moment, refused) === 'after';
  return (lost !== null && isLater(lost)) || replies.some((one) => opensTransfer(one.code) && isLater(one));
}
