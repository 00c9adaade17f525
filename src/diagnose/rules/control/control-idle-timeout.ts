import { messageOf } from '../../../correlate/model/leg-queries.js';
import { forgotten } from '../../facts/forgotten-session.js';
import type { ControlRule } from '../../rule.js';
import { stepsFor } from '../../wording/remedies.js';
import { policyFor, policyIn, withNames } from '../../wording/named-steps.js';
import { change, inClient } from '../../wording/steps.js';

/** The control channel was silent for the whole life of a session, and its next packet matched no session. */
export const controlIdleTimeout: ControlRule = {
  code: 'CONTROL_IDLE_TIMEOUT',
  stage: 'transfer',
  verdict: 'failed',
  grade: 'A',
  title: 'the silent control session timed out',
  mechanism:
    'The control connection is silent during a long transfer. After the session time-to-live (3600 s by default) the unit forgets it, the transfer ends, and the final reply no longer passes.',
  evidence:
    'A data connection that closes normally, a control connection silent for longer than its time-to-live, then “no session matched” on its next packet.',
  neighbours: {
    REPLY_150_WITHOUT_226: 'the silence was shorter',
    ANTIVIRUS_HOLD: 'the data itself stood still',
  },
  steps: withNames((names) => [
    inClient('Keep-alive (NOOP, TCP) on the control connection'),
    change(
      `A longer life for idle sessions of ${policyIn(names)}`,
      '# Whatever is idle then stays for four hours.',
      policyFor(names, 'set session-ttl 14400'),
    ),
  ]),
  source: 'Fortinet knowledge base (session-ttl); RFC 1123',

  judge: ({ timeline, control }) => {
    const found = forgotten(control);
    if (found === null) return null;
    const { orphan, met, silence } = found;
    return {
      message: `The control connection was silent for ${Math.floor(silence / 60)} minutes, the unit forgot its session, and its next packet fitted none.`,
      evidence: [
        messageOf(orphan, 'drop')?.moment,
        orphan,
        ...(met === orphan ? [] : [met]),
        control.connection?.near.traces[0],
      ],
      lacks: 'a packet in between',
      confidence: 'likely',
      steps: stepsFor(controlIdleTimeout.steps, { control, timeline }),
    };
  },
};
