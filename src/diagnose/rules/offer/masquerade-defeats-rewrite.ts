import { stepsFor } from '../../wording/remedies.js';
import { addressOf } from '../../../net.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';
import { onServer } from '../../wording/steps.js';

/**
 * The server already announces the outside address. The inspecting unit looks for the inside one, so the expectation
 * gets the outside address as its target, or is not made at all. Known from Linux, not from FortiOS: only a
 * possibility. Only in WAD's lines is an offer certainly not rewritten yet.
 */
export const masqueradeDefeatsRewrite: Rule = {
  code: 'MASQUERADE_DEFEATS_REWRITE',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'C',
  title: 'the server’s masquerade possibly confuses the inspection',
  mechanism:
    'The server already announces the VIP’s address. What inspects the session looks for the inside address, and may expect a connection to the wrong target or none at all.',
  evidence:
    'The offered address equals the VIP’s; the translated part of the expectation is not the server, or there is no expectation.',
  neighbours: {
    PASV_MASQUERADE_MISMATCH: 'the announced address is not the VIP’s',
    PINHOLE_WORKED: 'the translated part is the server: then it does no harm',
  },
  steps: withNames((names) => [
    onServer(
      'Announce its own address where the unit inspects: without pasv_address (vsftpd), without MasqueradeAddress (ProFTPD)',
      '# Clients that reach the server without this unit then get its inside address.',
    ),
    staticRangeFor(names),
  ]),
  source: 'Linux nf_conntrack_ftp (loose); ProFTPD NAT howto',

  judge: (it) => {
    const { offer, control, expectation } = it;
    if (control?.server == null || control.mappedServer === null || it.opened) return null;
    if (!it.passive || offer.offered?.capture.source !== 'wad') return null;
    const [outside, inside] = [addressOf(control.server), addressOf(control.mappedServer)];
    if (outside === inside || addressOf(offer.endpoint) !== outside) return null;
    if (expectation?.mapped != null && addressOf(expectation.mapped) === inside) return null;
    const failing = failingLine(it) ?? it.far?.reset ?? null;
    if (failing === null) return null;
    const target =
      expectation === null
        ? 'there is no expectation session'
        : `the expectation session is for ${expectation.mapped ?? expectation.destination}`;
    return {
      message: `Possibly the server’s own masquerading defeats the inspection: it announces ${outside}, the address of the VIP, and ${target}, not for ${inside}.`,
      evidence: [failing, offer.offered, expectation?.opened, it.syn],
      confidence: 'possible',
      steps: stepsFor(masqueradeDefeatsRewrite.steps, it, true),
    };
  },
};
