import { addressOf } from '../../../net.js';
import { firstPrint } from '../../../correlate/model/leg-queries.js';
import { neverDialled } from '../../facts/missing-data-syn.js';
import type { Cause } from '../../cause.js';
import type { Rule } from '../../rule.js';
import { capital, dialler } from '../../wording/sentences.js';
import { besideOffer } from '../../facts/unmatched-flows.js';
import { withNames } from '../../wording/named-steps.js';
import { numbered, check, checkClient, onServer, inClient } from '../../wording/steps.js';

const FILTERS = checkClient(
  'See whether its own firewall, or a filter between it and the unit, keeps the SYN',
);
const DIALS_OUT = onServer('Its firewall lets it dial out, often from port 20 (989 for implicit FTPS)');

const DATA_SYN_NOT_SEEN: Cause = {
  code: 'DATA_SYN_NOT_SEEN',
  stage: 'syn',
  verdict: 'failed',
  grade: 'A',
  title: 'the client’s data SYN never arrived',
  mechanism:
    'The client wanted the transfer, but no connection to the offered endpoint reached the unit: it never dialled, dialled elsewhere, or something before the unit dropped it.',
  evidence:
    'A transfer command with 425 or a timeout, and no SYN in a capture that covers both hosts on the client’s interface for 30 s after the offer.',
  neighbours: {
    OFFER_ABANDONED: 'no transfer command: nobody wanted it',
    CAPTURE_FILTER_TOO_NARROW: 'the capture could not show it',
    PASV_PRIVATE_ADDRESS_LEAKED: 'the client was told an address that does not lead here',
  },
  steps: withNames((names) => [
    FILTERS,
    check(
      'Watch for the SYN as it reaches the unit',
      `diagnose sniffer packet any 'host ${names.client} and tcp' 4 0 l`,
    ),
  ]),
  source: 'FileZilla wiki (Network Configuration)',
};

const ACTIVE_SERVER_SYN_NOT_SEEN: Cause = {
  code: 'ACTIVE_SERVER_SYN_NOT_SEEN',
  stage: 'syn',
  verdict: 'failed',
  grade: 'A',
  title: 'active mode: the server never dialled back',
  mechanism: 'PORT or EPRT was accepted and a transfer began, but no SYN of the server reached the unit.',
  evidence:
    'Reply 200, a transfer command, 425 or a timeout, and no SYN from the server in a capture that covers it.',
  neighbours: {
    DATA_SYN_NOT_SEEN: 'passive mode: the client had to dial',
    ACTIVE_CLIENT_NO_ANSWER: 'the SYN came and was forwarded',
  },
  steps: withNames(() => [DIALS_OUT, inClient('Passive mode')]),
  source: 'RFC 959',
};

/** The transfer was asked for and failed, and a capture that covers the hosts shows that nobody dialled. */
export const dataSynNotSeen: readonly Rule[] = [
  {
    cause: DATA_SYN_NOT_SEEN,
    passive: true,
    steps: numbered(FILTERS),
  },
  {
    cause: ACTIVE_SERVER_SYN_NOT_SEEN,
    passive: false,
    steps: numbered(DIALS_OUT, inClient('Passive mode')),
  },
].map(({ cause, passive, steps }) => ({
  ...cause,
  verdict: 'failed',
  judge: (it) => {
    const found = it.passive === passive ? neverDialled(it) : null;
    if (found === null) return null;
    const { capture, closing, offered } = found;
    const claim = `${capital(dialler(it))} never dialled ${it.offer.external}: ${capture.file} would have shown it, and the transfer ended with reply ${closing.code}.`;
    const evidence = [closing, offered, it.expectation?.opened, ...capture.filters];
    const other = besideOffer(it.timeline, it.offer, offered, closing)?.connection.near;
    if (other === undefined)
      return { message: claim, evidence, lacks: 'the SYN', searched: [capture], confidence: 'likely', steps };
    // The server knows the client by a translated address and dialled that: whatever it was told, it did dial.
    if (!passive && addressOf(other.responder) !== addressOf(it.offer.endpoint)) return null;
    return {
      message: `${claim} Meanwhile it dialled ${other.responder}, which nobody is known to have offered: possibly the offer was changed on its way.`,
      evidence: [...evidence, firstPrint(other)],
      lacks: 'the SYN',
      searched: [capture],
      confidence: 'possible',
      steps: numbered(
        check(
          'Compare the offer as it was received with the one that the unit saw: a device between them may have changed it',
        ),
      ),
    };
  },
}));
