import { firstPrint } from '../../../correlate/model/leg-queries.js';
import { neverDialled } from '../../facts/missing-data-syn.js';
import type { Rule } from '../../rule.js';
import { capital, dialler } from '../../wording/sentences.js';
import { besideOffer } from '../../facts/unmatched-flows.js';

/** The transfer was wanted and failed, and a capture that covers the hosts shows no try to connect. */
export const dataSynNotSeen: readonly Rule[] = [
  {
    code: 'DATA_SYN_NOT_SEEN',
    passive: true,
    fix: ['# Look at the client’s own firewall and at filters between it and the unit.'],
  },
  {
    code: 'ACTIVE_SERVER_SYN_NOT_SEEN',
    passive: false,
    fix: ['# Look at the server’s own firewall: may it open connections outwards? Else: passive mode.'],
  },
].map(({ code, passive, fix }) => ({
  code,
  stage: 'syn',
  verdict: 'failed',
  judge: (it) => {
    const found = it.passive === passive ? neverDialled(it) : null;
    if (found === null) return null;
    const { capture, closing, offered } = found;
    const claim = `${capital(dialler(it))} never dialled ${it.offer.external}: ${capture.file} would have shown it, and the transfer ended with reply ${closing.code}.`;
    const evidence = [closing, offered, it.expectation?.opened, ...capture.filters];
    const other = besideOffer(it.timeline, it.offer, offered, closing)?.connection.near;
    if (other === undefined) return { message: claim, evidence, confidence: 'likely', fix };
    return {
      message: `${claim} Meanwhile it dialled ${other.responder}, which nobody is known to have offered: possibly the offer was changed on its way.`,
      evidence: [...evidence, firstPrint(other)],
      confidence: 'possible',
      fix: [
        '# Compare the offer as it was received with the one that the unit saw: is there a device between them?',
      ],
    };
  },
}));
