import { coveredBy } from '../coverage.js';
import type { Rule } from '../rule.js';
import { capital, dialler } from '../say.js';

/** Replies that say the connection was waited for; 550 and the like come before anybody has to dial. */
const WANTED: ReadonlySet<number> = new Set([421, 425, 426]);

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
      !WANTED.has(closing.code) ||
      offered === null
    )
      return null;
    const from = passive ? it.control?.client : (it.control?.mappedServer ?? it.control?.server);
    // Somebody dialled it: another address, another clock.
    if (from == null || external === null || it.timeline.dialled.has(external)) return null;
    const capture = coveredBy(it.timeline, from, external, it.control, offered, closing);
    if (capture === null) return null;
    return {
      message: `${capital(dialler(it))} never dialled ${external}: ${capture.file} would have shown it, and the transfer ended with reply ${closing.code}.`,
      evidence: [closing, offered, it.expectation?.opened, ...capture.filters],
      confidence: 'likely',
      fix,
    };
  },
}));
