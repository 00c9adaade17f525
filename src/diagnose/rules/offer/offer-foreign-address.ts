import { addressOf } from '../../../net.js';
import { foreignHost, isPrivate } from '../../facts/private-addresses.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { capital, offerName } from '../../wording/sentences.js';

/** The offer names a third host: bounce, FXP, or a renumbered NAT. Servers and inspection refuse such offers. */
export const offerForeignAddress: Rule = {
  code: 'OFFER_FOREIGN_ADDRESS',
  stage: 'offer',
  verdict: 'failed',
  judge: (it) => {
    const named = foreignHost(it);
    if (named === null || (!it.passive && isPrivate(named)) || it.opened) return null;
    // A server that announces a public address of its own has a rule of its own.
    if (it.offer.command === 'PASV' && !isPrivate(named)) return null;
    const failing = failingLine(it);
    if (failing === null) return null;
    const peer = it.passive ? it.control?.server : it.control?.client;
    return {
      message: `${capital(offerName(it))} names a third host: ${named} is not ${peer == null ? 'its control peer' : addressOf(peer)}.`,
      evidence: [failing, it.offer.offered, it.syn],
      confidence: 'likely',
      fix: ['# Do not allow transfers between third hosts; use passive mode with the server’s own address.'],
    };
  },
};
