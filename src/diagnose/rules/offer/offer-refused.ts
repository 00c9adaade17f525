import { isRefusal } from '../../../ftp.js';
import { addressOf } from '../../../net.js';
import type { Rule } from '../../rule.js';
import { eprtFamilyRefusedCause } from '../shared/eprt-family-refused.js';
import { offerRefusedCause } from '../shared/offer-refused.js';
import { inBrackets, offerName } from '../../wording/sentences.js';

/**
 * The server answered PORT or EPRT with a refusal: nobody will dial. A passive offer is the server's own word; a refusal
 * in its place is the proxy's.
 */
export const offerRefused: readonly Rule[] = [
  {
    cause: eprtFamilyRefusedCause,
    fits: (code: number) => code === 522,
    why: 'it does not serve that address family',
  },
  { cause: offerRefusedCause, fits: (code: number) => code !== 522, why: 'see its settings for active mode' },
].map(({ cause, fits, why }) => ({
  ...cause,
  judge: (it) => {
    const { answer } = it.replies;
    if (it.passive || answer === null || !isRefusal(answer.code) || !fits(answer.code) || it.opened)
      return null;
    const server = it.control?.server == null ? 'The server' : `The server ${addressOf(it.control.server)}`;
    return {
      message: `${server} refused ${offerName(it)} with reply ${answer.code}${inBrackets(answer.text)}: ${why}.`,
      evidence: [answer, it.offer.offered],
      fix: ['# Client: use passive mode (PASV or EPSV), or allow active mode on the server.'],
    };
  },
}));
