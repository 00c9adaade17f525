import { firstPrint } from '../../correlate/prints.js';
import { coveredBy } from '../coverage.js';
import { WAITED } from '../replies.js';
import type { Rule } from '../rule.js';
import { capital, dialler } from '../say.js';
import { besideOffer } from '../stray.js';

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
    const { closing } = it.replies;
    const { offered, external } = it.offer;
    if (
      it.passive !== passive ||
      it.flow !== null ||
      closing === null ||
      !WAITED.has(closing.code) ||
      offered === null
    )
      return null;
    const from = passive ? it.control?.client : (it.control?.mappedServer ?? it.control?.server);
    // Somebody dialled it: another address, another clock.
    if (from == null || external === null || it.timeline.dialled.has(external)) return null;
    const capture = coveredBy(it.timeline, from, external, it.control, offered, closing);
    if (capture === null) return null;
    const claim = `${capital(dialler(it))} never dialled ${external}: ${capture.file} would have shown it, and the transfer ended with reply ${closing.code}.`;
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
