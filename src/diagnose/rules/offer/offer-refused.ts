import { isRefusal } from '../../../ftp.js';
import { addressOf } from '../../../net.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { fixFor } from '../../wording/remedies.js';
import { ftpHelperFor, withNames } from '../../wording/named-fixes.js';
import type { Rule } from '../../rule.js';
import { eprtFamilyRefusedCause } from '../shared/eprt-family-refused.js';
import { offerRefusedCause } from '../shared/offer-refused.js';
import { inBrackets, offerName } from '../../wording/sentences.js';

/** Only new sessions follow it. */
const HELPER = withNames((names) => [
  '# The session helper rewrites PORT and EPRT of plain FTP. If no entry has "set name ftp" (show system session-helper):',
  ftpHelperFor(names, names.controlPort),
  '# If there is one, the service of the policy may switch it off: set helper auto. Or passive mode in the client.',
]);

/**
 * The unit translates the client's address, and on the server's side the offer still names the untranslated one: what
 * would have to read and rewrite it, the session helper or the proxy, did not. Which address the client got.
 */
function notRewritten({ control, offer }: OfferCase): string | null {
  const { near, far } = control?.connection ?? {};
  if (near === undefined || far == null) return null;
  const [own, given] = [addressOf(near.initiator), addressOf(far.initiator)];
  return own !== given && addressOf(offer.external ?? offer.endpoint) === own ? given : null;
}

/**
 * The server refused PORT or EPRT, so nobody will dial. A passive offer is the server's own reply; a refusal in its
 * place comes from the proxy.
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
    const unread = notRewritten(it);
    if (unread !== null) {
      return {
        message: `The unit gave the client the address ${unread} towards the server, but ${offerName(it)} still names the client’s own: nothing on the unit rewrote it, and the server refused it with reply ${answer.code}${inBrackets(answer.text)}.`,
        evidence: [answer, it.offer.offered, it.control?.connection?.far?.syns[0]],
        fix: fixFor(HELPER, it),
      };
    }
    const server = it.control?.server == null ? 'The server' : `The server ${addressOf(it.control.server)}`;
    return {
      message: `${server} refused ${offerName(it)} with reply ${answer.code}${inBrackets(answer.text)}: ${why}.`,
      evidence: [answer, it.offer.offered],
      fix: ['# Client: use passive mode (PASV or EPSV), or allow active mode on the server.'],
    };
  },
}));
