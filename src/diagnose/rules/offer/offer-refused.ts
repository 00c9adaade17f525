import { isRefusal } from '../../../ftp.js';
import { addressOf } from '../../../net.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { stepsFor } from '../../wording/remedies.js';
import { ftpHelperFor, withNames } from '../../wording/named-steps.js';
import type { Rule } from '../../rule.js';
import { eprtFamilyRefusedCause } from '../shared/eprt-family-refused.js';
import { offerRefusedCause } from '../shared/offer-refused.js';
import { inBrackets, offerName } from '../../wording/sentences.js';
import { numbered, check, change, onServer, inClient } from '../../wording/steps.js';

/** Only new sessions follow it. */
const ACTIVE_ALLOWED = onServer(
  'vsftpd: allow active mode',
  '# It makes the server dial out to clients.',
  'port_enable=YES',
);

const HELPER = withNames((names) => [
  check(
    'See whether an entry has "set name ftp"; if one has, the service of the policy may switch it off',
    'show system session-helper',
  ),
  change(
    'A session helper for plain FTP, if there is none: it rewrites PORT and EPRT',
    '# It applies to all policies, and to new sessions only.',
    ftpHelperFor(names, names.controlPort),
  ),
  inClient('Passive mode'),
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
        steps: stepsFor(HELPER, it),
      };
    }
    const server = it.control?.server == null ? 'The server' : `The server ${addressOf(it.control.server)}`;
    return {
      message: `${server} refused ${offerName(it)} with reply ${answer.code}${inBrackets(answer.text)}: ${why}.`,
      evidence: [answer, it.offer.offered],
      steps: numbered(inClient('Passive mode (PASV, EPSV)'), ACTIVE_ALLOWED),
    };
  },
}));
