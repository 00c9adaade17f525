import { type FtpReply } from '../../../correlate/model/control-channel.js';
import { isPassiveCommand } from '../../../ftp.js';
import { FIRST_HIGH_PORT, portOf } from '../../../net.js';
import { foreignHost } from '../../facts/private-addresses.js';
import type { OfferCase } from '../../cases/offer-case.js';
import { REFUSALS } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import { neverDialled } from '../../facts/missing-data-syn.js';
import { repliesOf } from '../../observations/transfer-replies.js';
import type { Claim, Rule } from '../../rule.js';
import { offerName } from '../../wording/sentences.js';
import { PASSIVE_MODE } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/** Refusals for another reason: the server closes, has no active mode, rejects the address family, or wants a login. */
const OTHER: ReadonlySet<number> = new Set([421, 502, 522, 530]);

/**
 * RFC 2577 asks servers to refuse a PORT that names a service's port; session helpers may leave such offers alone
 * too.
 */
export const activeLowPort: Rule = {
  code: 'ACTIVE_LOW_PORT',
  stage: 'offer',
  verdict: 'failed',
  grade: 'B',
  title: 'PORT names a port below 1024',
  mechanism:
    'Servers and helpers refuse to dial a well-known port for a stranger, since that is how bounce attacks look.',
  evidence: 'A port below 1024 in PORT or EPRT, and an error or no connection.',
  neighbours: {
    OFFER_FOREIGN_ADDRESS: 'the address is foreign as well',
    OFFER_REFUSED: 'the server refuses high ports too',
  },
  steps: withNames(() => [PASSIVE_MODE]),
  source: 'RFC 2577',

  judge: (it) => {
    const port = portOf(it.offer.endpoint) ?? 0;
    if (it.passive || it.offer.offered === null || port === 0 || port >= FIRST_HIGH_PORT) return null;
    if (it.opened || foreignHost(it) !== null) return null;
    const refused = refusal(it);
    const denial = it.expectation === null && it.hit === null ? finalDenial(it, ...REFUSALS) : null;
    if (refused !== null) {
      return {
        message: `The client offered port ${port} for active mode, a port of services, and the server refused ${offerName(it)} with reply ${refused.code}${refused.text === '' ? '' : `: "${refused.text}"`}.`,
        evidence: [refused, it.offer.offered],
        confidence: 'likely',
      };
    }
    if (denial === null) return silentlyRefused(it, port);
    return {
      message: `The client offered port ${port} for active mode, a port of services: possibly no pinhole is opened for such an offer. The server was denied at ${denial.trace.dst}.`,
      evidence: [denial.drop.moment, it.offer.offered, denial.trace],
      confidence: 'possible',
    };
  },
};

/**
 * The server may accept the command and then not dial. That is only said if high ports of the session were dialled,
 * or none was offered.
 */
function silentlyRefused(it: OfferCase, port: number): Claim | null {
  const found = neverDialled(it);
  const isDialled = it.control?.offers.every(
    ({ command, endpoint, flow }) =>
      command === null ||
      isPassiveCommand(command) ||
      (portOf(endpoint) ?? 0) < FIRST_HIGH_PORT ||
      flow !== null,
  );
  if (found === null || isDialled !== true) return null;
  return {
    message: `The client offered port ${port} for active mode, a port of services: possibly the server accepts the command and never dials such a port. ${found.capture.file} shows no SYN for it, and the transfer ended with reply ${found.closing.code}.`,
    evidence: [found.closing, it.offer.offered, it.replies.answer],
    confidence: 'possible',
  };
}

/** The refusal, unless the server refuses high ports as well: then it refuses active mode, not the port. */
function refusal({ offer, control, replies: { answer } }: OfferCase): FtpReply | null {
  if (answer === null || answer.code < 500 || OTHER.has(answer.code)) return null;
  const refusesAll = control?.offers.some((other) => {
    if (other === offer || other.command !== offer.command) return false;
    return (portOf(other.endpoint) ?? 0) >= FIRST_HIGH_PORT && repliesOf(other).answer?.code === answer.code;
  });
  return refusesAll === true ? null : answer;
}
