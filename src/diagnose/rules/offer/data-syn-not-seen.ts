import { addressOf } from '../../../net.js';
import { firstPrint } from '../../../correlate/model/leg-queries.js';
import { neverDialled } from '../../facts/missing-data-syn.js';
import type { Cause } from '../../cause.js';
import type { Rule } from '../../rule.js';
import { capital, dialler } from '../../wording/sentences.js';
import { besideOffer } from '../../facts/unmatched-flows.js';
import { withNames } from '../../wording/named-fixes.js';

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
  fix: withNames((names) => [
    '# On the client’s side: its firewall, its provider, the proxy that it uses. On the unit, watch for the SYN:',
    `diagnose sniffer packet any 'host ${names.client} and tcp' 4 0 l`,
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
  fix: withNames(() => [
    '# On the server: its firewall must let it dial out, often from port 20 (989 for implicit FTPS). Or passive mode.',
  ]),
  source: 'RFC 959',
};

/** The transfer was asked for and failed, and a capture that covers the hosts shows that nobody dialled. */
export const dataSynNotSeen: readonly Rule[] = [
  {
    cause: DATA_SYN_NOT_SEEN,
    passive: true,
    fix: ['# Look at the client’s own firewall and at filters between it and the unit.'],
  },
  {
    cause: ACTIVE_SERVER_SYN_NOT_SEEN,
    passive: false,
    fix: ['# Look at the server’s own firewall: may it open connections outwards? Else: passive mode.'],
  },
].map(({ cause, passive, fix }) => ({
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
      return { message: claim, evidence, lacks: 'the SYN', searched: [capture], confidence: 'likely', fix };
    // The server knows the client by a translated address and dialled that: whatever it was told, it did dial.
    if (!passive && addressOf(other.responder) !== addressOf(it.offer.endpoint)) return null;
    return {
      message: `${claim} Meanwhile it dialled ${other.responder}, which nobody is known to have offered: possibly the offer was changed on its way.`,
      evidence: [...evidence, firstPrint(other)],
      lacks: 'the SYN',
      searched: [capture],
      confidence: 'possible',
      fix: [
        '# Compare the offer as it was received with the one that the unit saw: is there a device between them?',
      ],
    };
  },
}));
