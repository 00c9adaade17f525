import { addressOf } from '../../../net.js';
import { foreignHost, isPrivate } from '../../facts/private-addresses.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';

/** Active mode: PORT carries the client's private address, and a device nearer the client did not rewrite it. */
export const clientBehindOtherNat: Rule = {
  code: 'CLIENT_BEHIND_OTHER_NAT',
  stage: 'offer',
  verdict: 'failed',
  judge: (it) => {
    const named = it.passive ? null : foreignHost(it);
    const client = it.control?.client;
    if (named === null || client == null || !isPrivate(named)) return null;
    const failing = failingLine(it);
    if (failing === null) return null;
    return {
      message: `The client offered its private address ${named} for active mode, but its connection comes from ${addressOf(client)}: a device near the client translates it and did not rewrite the offer.`,
      evidence: [failing, it.offer.offered, it.syn],
      confidence: 'likely',
      fix: ['# Client: use passive mode, or switch on the FTP helper of the router in front of it.'],
    };
  },
};
