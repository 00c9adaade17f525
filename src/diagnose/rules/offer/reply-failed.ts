import { addressOf } from '../../../net.js';
import type { FtpReply } from '../../../correlate/model/control-channel.js';
import { order } from '../../../correlate/model/time.js';
import type { Offer } from '../../../correlate/model/timeline.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { nextCapture } from '../../wording/next-capture.js';
import { unackedSegment } from '../../facts/unacked-segment.js';
import { breakOf } from '../../facts/transfer-break.js';
import { mayBeAborted } from '../../observations/transfer-replies.js';
import { failureReplies } from './reply-failed/failure-replies.js';
import type { Rule } from '../../rule.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { farEnd } from '../../facts/dialling.js';

/** Replies which say that a data connection was missing or broke, but not why. */
const BROKEN: ReadonlySet<number> = new Set([425, 426]);

/**
 * A server closes the service whenever it likes, and most often because the client is idle: where words in front of that
 * are lost, the transfer may have had its reply.
 */
function mayHaveEnded({ wordsLostAt: lost }: Offer, { code, ...said }: FtpReply): boolean {
  return code === 421 && lost?.capture === said.capture && order(lost, said) !== 'after';
}

/** The captures that would show where it broke. What only the server knows is in its log. */
function lookCloser(it: OfferCase): readonly string[] {
  const { control, offer } = it;
  const server = control?.mappedServer ?? control?.server ?? null;
  if (it.far?.opened != null)
    return [
      `# On the server${server === null ? '' : ` ${addressOf(server)}`}: its log of that second names the reason.`,
    ];
  return nextCapture(
    {
      client: control?.client == null ? '<client>' : addressOf(control.client),
      vip: addressOf(offer.external ?? control?.server ?? offer.endpoint),
      server: addressOf(it.passive ? farEnd(it) : (server ?? offer.endpoint)),
    },
    ['sniffer', 'flow'],
  );
}

/** The reply that ended the transfer says that it failed. */
export const replyFailed: readonly Rule[] = failureReplies.map(({ code, says, cause }) => ({
  ...cause,
  verdict: 'failed',
  judge: (it) => {
    const { closing, opening } = it.replies;
    if (closing?.code !== code) return null;
    if (mayHaveEnded(it.offer, closing)) return null;
    if (mayBeAborted(it.offer, closing) && breakOf(it) === null) return null;
    return {
      message: `The transfer of ${offerName(it)} failed with reply ${code}${inBrackets(closing.text)}: ${says}.`,
      // A word or data before it may have been lost on the other side: then the reply tells of a consequence.
      confidence: unackedSegment(it) === null ? 'proven' : 'likely',
      evidence: [closing, opening, it.offer.offered, it.far?.opened],
      ...(BROKEN.has(code) && { next: lookCloser(it) }),
    };
  },
}));
