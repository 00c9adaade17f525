import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { ControlRule } from '../../rule.js';
import { fixFor } from '../../wording/remedies.js';
import { isHelped } from '../../observations/inspection.js';
import { deniedStray } from '../../facts/unmatched-flows.js';

/** The kernel's helper looks on, the client says AUTH TLS, and from then on the helper reads cipher text. */
export const helperBlindAfterAuth: ControlRule = {
  code: 'HELPER_BLIND_AFTER_AUTH',
  verdict: 'failed',
  judge: (it) => {
    const { control, timeline } = it;
    const tried = deniedStray(it);
    const agreed = control.replies.find(({ code }) => code === 234);
    const hello = control.tls.find(({ record }) => record !== 'alert');
    if (tried === null || agreed === undefined || hello === undefined) return null;
    if (it.inspection === 'proxy' || !isHelped(control)) return null;
    const helper = control.connection?.near.traces
      .map((trace) => messageOf(trace, 'helper')?.moment)
      .find((moment) => moment !== undefined);
    const { initiator, responder } = tried[0].flow.connection.near;
    return {
      message: `The FTP helper could read nothing after AUTH TLS, so no pinhole was made: ${initiator} dialled ${responder} and was denied.`,
      evidence: [...tried.map(({ drop }) => drop), agreed, hello.moment, helper],
      confidence: 'likely',
      fix: fixFor('HELPER_BLIND_AFTER_AUTH', { control, timeline }),
    };
  },
};
