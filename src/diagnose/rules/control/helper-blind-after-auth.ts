import { messageOf } from '../../../correlate/model/leg-queries.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { isHelped } from '../../observations/inspection.js';
import { isRefused } from '../../observations/drop-reason.js';
import { blamedTries } from '../../facts/unmatched-flows.js';
import { proxyModeFor, staticRangeFor } from '../../wording/general-steps.js';
import { withNames } from '../../wording/named-steps.js';

/**
 * The kernel's session helper reads the session, the client sends AUTH TLS, and from then on the helper sees only
 * cipher text.
 */
export const helperBlindAfterAuth: ControlRule = {
  code: 'HELPER_BLIND_AFTER_AUTH',
  stage: 'expectation',
  verdict: 'failed',
  grade: 'A',
  title: 'the helper lost sight at AUTH TLS',
  mechanism:
    'The session helper read the control channel until the client said AUTH TLS. After 234 all is encrypted, and a helper cannot decrypt.',
  evidence: '“run helper-ftp”, AUTH and 234 in clear, then TLS records only.',
  neighbours: {
    CCC_CLEARED: 'the client went back to plain text after its login',
    CONTROL_OPAQUE_FLOW_MODE: 'the same from the side of the policy',
  },
  steps: withNames((names) => [proxyModeFor(names), staticRangeFor(names)]),
  source: 'Fortinet KB 189531, 192140',

  judge: (it) => {
    const { control, timeline } = it;
    const tried = blamedTries(it, isRefused);
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
      steps: stepsFor(helperBlindAfterAuth.steps, { control, timeline }),
    };
  },
};
