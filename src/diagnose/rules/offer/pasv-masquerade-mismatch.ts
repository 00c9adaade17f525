import { addressOf } from '../../../net.js';
import { foreignHost, isPrivate } from '../../facts/private-addresses.js';
import { hasAddress } from '../../../configuration/vips.js';
import { aVip } from '../../wording/config-objects.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, onServer } from '../../wording/steps.js';
import { announced } from '../../wording/general-steps.js';

const OWN = onServer(
  'Announce its own address, where the unit reads the offers: take the setting out, for new sessions',
);

/** The server announces a public address that is not this VIP's: of a former provider, or of another site. */
export const pasvMasqueradeMismatch: Rule = {
  code: 'PASV_MASQUERADE_MISMATCH',
  stage: 'offer',
  verdict: 'failed',
  grade: 'B',
  title: 'the server announces somebody else’s address',
  mechanism:
    'The server is set to announce a public address, and it is not the one of this VIP: an old line, another site, a changed name.',
  evidence: 'An offered address that is neither the server’s own nor the VIP’s.',
  neighbours: {
    MASQUERADE_DEFEATS_REWRITE: 'it announces exactly the VIP’s address',
    OFFER_FOREIGN_ADDRESS: 'a third host is meant, not a wrong copy of this one',
  },
  steps: withNames(({ dialled }) => [OWN, announced(dialled)]),
  source: 'ProFTPD NAT howto; vsftpd',

  judge: (it) => {
    const named = foreignHost(it);
    const server = it.control?.server;
    if (it.offer.command !== 'PASV' || named === null || isPrivate(named) || server == null) return null;
    if (it.hit !== null || it.opened) return null;
    const failing = failingLine(it) ?? it.far?.reset ?? null;
    if (failing === null) return null;
    const other = it.timeline.configuration.vips.find((vip) => hasAddress(vip, named));
    const whose = other === undefined ? '' : ` (that is ${aVip(other)})`;
    return {
      message: `The server announces ${named} for data connections${whose}, which is not ${addressOf(server)}, where the client reached it.`,
      evidence: [failing, it.offer.offered, other && { line: other.origin }, it.syn],
      confidence: 'likely',
      steps: numbered(OWN, announced(addressOf(server))),
    };
  },
};
