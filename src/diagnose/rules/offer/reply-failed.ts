import { addressOf } from '../../../net.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { nextCapture } from '../../wording/next-capture.js';
import type { Rule } from '../../rule.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { farEnd } from '../../facts/dialling.js';

const WORDS: Readonly<Record<number, string>> = {
  421: 'the server closed the service',
  425: 'the server could not open the data connection',
  426: 'the data connection broke during the transfer',
  450: 'the file is in use or not available',
  451: 'the server met an error of its own while it worked on the file',
  452: 'the server has no room for the file',
  500: 'the server does not know the command',
  501: 'the server does not understand the arguments of the command',
  502: 'the server does not offer the command',
  503: 'the server expected another command first',
  504: 'the server does not offer the command in this form',
  530: 'the account is not logged in, or may not transfer',
  532: 'the server wants an account before it stores files',
  550: 'the file is not there or the account may not touch it',
  551: 'the server does not know the page type',
  552: 'the account’s or the server’s storage is used up',
  553: 'the server does not allow the name of the file',
};

/** Replies that tell that a data connection was missing or broke, and not why. */
const BROKEN: ReadonlySet<number> = new Set([425, 426]);

/** Where it broke, as far as no capture shows it; what only the server knows stands in its log. */
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
export const replyFailed: readonly Rule[] = Object.keys(WORDS)
  .map(Number)
  .map((code) => ({
    code: `REPLY_${code}`,
    stage: 'transfer',
    verdict: 'failed',
    judge: (it) => {
      const { closing, opening } = it.replies;
      if (closing?.code !== code) return null;
      return {
        message: `The transfer of ${offerName(it)} failed with reply ${code}${inBrackets(closing.text)}: ${WORDS[code] ?? ''}.`,
        evidence: [closing, opening, it.offer.offered, it.far?.opened],
        ...(BROKEN.has(code) && { next: lookCloser(it) }),
      };
    },
  }));
