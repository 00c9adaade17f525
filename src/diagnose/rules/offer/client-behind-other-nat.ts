import { addressOf } from '../../../net.js';
import { foreignHost, isPrivate } from '../../facts/private-addresses.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { PASSIVE_MODE } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, inClient } from '../../wording/steps.js';

const OTHER_HELPER = inClient('The FTP helper of the router before the client on; FTPS hides PORT from it');

/** Active mode: PORT carries the client's private address, and a device nearer the client did not rewrite it. */
export const clientBehindOtherNat: Rule = {
  code: 'CLIENT_BEHIND_OTHER_NAT',
  stage: 'offer',
  verdict: 'failed',
  grade: 'A',
  title: 'the client’s own NAT did not rewrite its PORT',
  mechanism:
    'In active mode the client named its private address, and the router before it did not rewrite that. The server cannot reach it.',
  evidence: 'PORT or EPRT with a private address, while the control connection comes from a public one.',
  neighbours: { OFFER_FOREIGN_ADDRESS: 'the address is public and of another host' },
  steps: withNames(() => [PASSIVE_MODE, OTHER_HELPER]),
  source: 'FileZilla wiki (Network Configuration); Fortinet tip on active mode',

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
      steps: numbered(PASSIVE_MODE, OTHER_HELPER),
    };
  },
};
