import { addressOf } from '../../../net.js';
import { foreignHost, isPrivate } from '../../facts/private-addresses.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { capital, offerName } from '../../wording/sentences.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, inClient } from '../../wording/steps.js';

const OWN_ADDRESS = inClient(
  'Passive mode to the server itself; transfers between third hosts let strangers aim the server at others',
);

/**
 * The offer names a third host: a bounce attack, FXP, or a NAT that renumbers hosts. Servers and inspection refuse
 * such offers.
 */
export const offerForeignAddress: Rule = {
  code: 'OFFER_FOREIGN_ADDRESS',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'the offer names a third host',
  mechanism:
    'The offered address belongs neither to the peer of the control connection nor to its translation: server-to-server transfer, a bounce attack, or hosts renumbered on the way. Helpers and servers refuse it on purpose.',
  evidence:
    'An offered address that is not the control peer’s and not its NAT; often 500 or 501 as the answer.',
  neighbours: {
    CLIENT_BEHIND_OTHER_NAT: 'active mode, and the address is the client’s own private one',
    PASV_MASQUERADE_MISMATCH: 'passive mode, and the server means itself',
  },
  steps: withNames(() => [OWN_ADDRESS]),
  source: 'RFC 2577; RFC 1579; Linux nf_conntrack_ftp; Suricata tests',

  judge: (it) => {
    const named = foreignHost(it);
    if (named === null || (!it.passive && isPrivate(named)) || it.opened) return null;
    // A public address announced by the server is another rule's: PASV_MASQUERADE_MISMATCH.
    if (it.offer.command === 'PASV' && !isPrivate(named)) return null;
    const failing = failingLine(it);
    if (failing === null) return null;
    const peer = it.passive ? it.control?.server : it.control?.client;
    return {
      message: `${capital(offerName(it))} names a third host: ${named} is not ${peer == null ? 'its control peer' : addressOf(peer)}.`,
      evidence: [failing, it.offer.offered, it.syn],
      confidence: 'likely',
      steps: numbered(OWN_ADDRESS),
    };
  },
};
